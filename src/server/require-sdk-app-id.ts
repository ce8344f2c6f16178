/** Throws a TypeError unless `sdkAppId` can be an SDKAppID. */
export function requireSdkAppId(sdkAppId: number): number {
  if (!Number.isInteger(sdkAppId) || sdkAppId < 1 || sdkAppId > 0xffff_ffff)
    throw new TypeError(
      'sdkAppId must be the number of your application in the Tencent Cloud IM console, such as 1400000001.',
    );
  return sdkAppId;
}
