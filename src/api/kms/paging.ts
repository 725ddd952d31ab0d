/** Lists by page number: what a request asks for, and what the answer says of its page (wire/kms.md section 1.5). */
import type { Page, PageOf } from '../../domain/page.js';
import { integer, type ObjectOf } from '../../spec/field.js';

const DEFAULT_PAGE_SIZE = 20;
/** Of keys, their versions and aliases. */
export const SHORT_PAGE_SIZE = 10;

/** The fields of a list whose pages are so large where the caller names no size. */
const requestOf = (defaultSize: number) => ({
  PageNumber: integer({ minimum: 1, maximum: 2 ** 31 - 1, default: 1, about: 'The page to return.', example: 1 }),
  PageSize: integer({
    minimum: 0,
    maximum: 100,
    default: defaultSize,
    about: 'How many entries a page has. 0 stands for the default.',
    example: 10,
  }),
});

export const pageRequest = requestOf(DEFAULT_PAGE_SIZE);
export const shortPageRequest = requestOf(SHORT_PAGE_SIZE);

export function pageOf(input: ObjectOf<typeof pageRequest>, defaultSize = DEFAULT_PAGE_SIZE): Page {
  return { number: input.PageNumber, size: input.PageSize || defaultSize };
}

export const pageResponse = {
  PageNumber: integer({ required: true, about: 'The page.', example: 1 }),
  PageSize: integer({ required: true, about: 'How many entries a page has.', example: 10 }),
  TotalCount: integer({ required: true, about: 'How many entries there are on all pages.', example: 1 }),
};

export function pageAnswer(page: Page, { total }: PageOf<unknown>): ObjectOf<typeof pageResponse> {
  return { PageNumber: page.number, PageSize: page.size, TotalCount: total };
}
