import { describeCorpora } from './support/describe-corpora.js';

describeCorpora(3, 3);
