/** What operations of IMS are given: a part of what those of RAM are. */
import type { RamServices } from '../ram/services.js';

export type ImsServices = Pick<RamServices, 'accountSettings'>;
