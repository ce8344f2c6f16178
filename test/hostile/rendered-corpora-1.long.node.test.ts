import { describeCorpora } from './support/describe-corpora.js';

describeCorpora(1, 3);
