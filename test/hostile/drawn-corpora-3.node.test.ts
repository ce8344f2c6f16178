import { describeCorpora } from './describe-corpora.js';

describeCorpora(3, 3);
