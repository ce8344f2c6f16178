import { ServiceError } from '../service-error.js';
import type { Service } from '../service.js';

/** Throws ServiceError 10059 when the application's plan does not include a feature of the highest one. */
export function requirePlan(service: Service, feature: string): void {
  if (service.settings.plan !== 'ultimate') throw new ServiceError(10059, `${feature} needs the Ultimate plan`);
}
