import { aBrowser } from './channels.js';
import { journeys } from './journeys.js';

journeys(aBrowser);
