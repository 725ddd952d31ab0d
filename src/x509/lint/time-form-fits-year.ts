import type { DerElement } from '../strict-der.js';
import { tags } from '../strict-der.js';
import type { Rule } from './rule.js';

export const timeFormFitsYear: Rule = {
  id: 'time-form-fits-year',
  citation: 'RFC 5280 section 4.1.2.5',
  level: 'error',
  check({ notBefore, notAfter, validity }) {
    const fits = (time: Date, element: DerElement) => time.getUTCFullYear() < 2050 === (element.tag === tags.utcTime);
    return fits(notBefore, validity.notBefore) && fits(notAfter, validity.notAfter)
      ? undefined
      : 'Times through the year 2049 are UTCTime, and from 2050 on GeneralizedTime.';
  },
};
