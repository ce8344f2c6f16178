import { describeCorpora } from './describe-corpora.js';

describeCorpora(1, 3);
