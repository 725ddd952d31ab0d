/** Lists by page number: what a request asks for, and what the answer says of its page (wire/kms.md section 1.5). */
import type { Page, PageOf } from '../../domain/page.js';
import { integer, type ObjectOf } from '../../spec/field.js';

const DEFAULT_PAGE_SIZE = 20;

export const pageRequest = {
  PageNumber: integer({ minimum: 1, maximum: 2 ** 31 - 1, default: 1, about: 'The page to return.', example: 1 }),
  PageSize: integer({
    minimum: 0,
    maximum: 100,
    default: DEFAULT_PAGE_SIZE,
    about: 'How many entries a page has. 0 stands for the default.',
    example: 10,
  }),
};

export function pageOf(input: ObjectOf<typeof pageRequest>): Page {
  return { number: input.PageNumber, size: input.PageSize || DEFAULT_PAGE_SIZE };
}

export const pageResponse = {
  PageNumber: integer({ required: true, about: 'The page.', example: 1 }),
  PageSize: integer({ required: true, about: 'How many entries a page has.', example: 10 }),
  TotalCount: integer({ required: true, about: 'How many entries there are on all pages.', example: 1 }),
};

export function pageAnswer(page: Page, { total }: PageOf<unknown>): ObjectOf<typeof pageResponse> {
  return { PageNumber: page.number, PageSize: page.size, TotalCount: total };
}
