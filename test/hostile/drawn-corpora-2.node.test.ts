import { describeCorpora } from './describe-corpora.js';

describeCorpora(2, 3);
