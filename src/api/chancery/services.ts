/** What operations of this server's own are given. */
import type { AccessExplanations } from '../../explanations/access-explanations.js';

export interface ChanceryServices {
  readonly accessExplanations: Pick<AccessExplanations, 'explain'>;
}
