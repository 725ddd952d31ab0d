/** Pages by number: cas-2020-06-30.md section 6.9. */
import type { Page, PageOf } from '../../domain/page.js';
import { integer, type ObjectOf } from '../../spec/field.js';

/** Pages larger than this are cut to it without an error; the answer says how large the page is. */
const MAX_PAGE_SIZE = 1000;
/** Far beyond any list; keeps the offset a number that databases take. */
const MAX_PAGE_NUMBER = 1_000_000_000;

export const pageRequest = {
  CurrentPage: integer({ default: 1, about: 'The page, from 1. Numbers below 1 are taken as 1.', example: 1 }),
  ShowSize: integer({
    default: 20,
    unit: 'entries',
    about: 'Entries on a page. Numbers below 1 are taken as 1, numbers above 1000 as 1000.',
    example: 20,
  }),
} as const;

export const pageResponse = {
  CurrentPage: integer({ required: true, about: 'The page, from 1.', example: 1 }),
  ShowSize: integer({ required: true, about: 'Entries on a page.', unit: 'entries', example: 20 }),
  PageCount: integer({ required: true, about: 'How many pages there are.', example: 1 }),
  TotalCount: integer({ required: true, about: 'How many entries match, on all pages.', example: 2 }),
} as const;

export function pageOf(input: ObjectOf<typeof pageRequest>): Page {
  return { number: clamp(input.CurrentPage, MAX_PAGE_NUMBER), size: clamp(input.ShowSize, MAX_PAGE_SIZE) };
}

export function pageAnswer(page: Page, { total }: PageOf<unknown>): ObjectOf<typeof pageResponse> {
  return {
    CurrentPage: page.number,
    ShowSize: page.size,
    PageCount: Math.ceil(total / page.size),
    TotalCount: total,
  };
}

const clamp = (number: number, most: number): number => Math.min(Math.max(number, 1), most);
