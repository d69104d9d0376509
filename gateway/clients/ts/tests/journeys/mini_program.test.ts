import { aMiniProgram } from './channels.js';
import { journeys } from './journeys.js';

journeys(aMiniProgram());
