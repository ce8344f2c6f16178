import { describeCorpora } from './support/describe-corpora.js';

describeCorpora(2, 3);
