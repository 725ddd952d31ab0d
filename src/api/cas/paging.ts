/**
 * Pages by number, and lists that go on from a token, which is a marker (seal/markers.ts): wire/cas.md section 6.9.
 */
import type { Ca } from '../../ca/ca.js';
import type { Continuation, ContinuationOf, MarkedList, Page, PageOf, Part, PartOf, Place } from '../../domain/page.js';
import { integer, type ObjectOf, string } from '../../spec/field.js';

/** Pages larger than this are cut to it without an error; the answer says how large the page is. */
const MAX_PAGE_SIZE = 1000;
/** Far beyond any list; keeps the offset a number that databases take. */
const MAX_PAGE_NUMBER = 1_000_000_000;

const showSize = <const Default extends number>(size: Default) =>
  integer({
    default: size,
    unit: 'entries',
    about: 'Entries on a page. Numbers below 1 are taken as 1, numbers above 1000 as 1000.',
    example: 20,
  });

const currentPage = integer({
  default: 1,
  about: 'The page, from 1. Numbers below 1 are taken as 1.',
  example: 1,
});

export const pageRequest = { CurrentPage: currentPage, ShowSize: showSize(20) } as const;
export const longPageRequest = { CurrentPage: currentPage, ShowSize: showSize(50) } as const;

const nextToken = string({
  maxLength: 1024,
  about: 'The NextToken of the answer before, with the same filters. Absent or empty: from the start.',
  example: 'Q0hTAQEAAAABADwAaF8xZDJkYjg2c2NhNDM4NDgxMWUwYjVlODcwN2U2ODE4MWY',
});

/** Of operations that go on from a token only. */
export const tokenRequest = <const Default extends number>(defaultSize: Default, most: number) =>
  ({
    MaxResults: integer({
      default: defaultSize,
      minimum: 1,
      maximum: most,
      unit: 'entries',
      about: 'Entries of one answer.',
      example: 20,
    }),
    NextToken: nextToken,
  }) as const;

/** Of operations that know both ways, beside `pageRequest`. */
export const eitherRequest = {
  MaxResults: integer({
    minimum: 0,
    maximum: MAX_PAGE_SIZE,
    unit: 'entries',
    about: 'Entries of one answer, instead of ShowSize. 0 stands for absent.',
    example: 20,
  }),
  NextToken: nextToken,
} as const;

export const pageResponse = {
  CurrentPage: integer({ required: true, about: 'The page, from 1.', example: 1 }),
  ShowSize: integer({ required: true, about: 'Entries on a page.', unit: 'entries', example: 20 }),
  PageCount: integer({ required: true, about: 'How many pages there are.', example: 1 }),
  TotalCount: integer({ required: true, about: 'How many entries match, on all pages.', example: 2 }),
} as const;

export const tokenResponse = {
  MaxResults: integer({ required: true, about: 'Entries of one answer.', unit: 'entries', example: 20 }),
  NextToken: string({
    about: 'What the next call gives as NextToken; absent where nothing follows.',
    example: 'Q0hTAQEAAAABADwAaF8xZDJkYjg2c2NhNDM4NDgxMWUwYjVlODcwN2U2ODE4MWY',
  }),
} as const;

export const tokenErrors = {
  'InvalidParameter.NextToken': {
    status: 400,
    message:
      'The specified parameter "NextToken" is not valid: it is not what an earlier call with the same filters returned.',
    advice: 'Begin without NextToken, and then give back what each answer has, with the same filters each time.',
  },
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

type Markers = Ca['markers'];

/** The part that is asked for. Refused with `marker-invalid` for a token that was not written for this list. */
export async function tokenPart<P extends Place>(
  { MaxResults, NextToken }: { readonly MaxResults: number; readonly NextToken?: string | undefined },
  list: MarkedList,
  markers: Markers,
): Promise<Continuation<P>> {
  return { after: await markers.read<P>(list, NextToken || undefined), size: MaxResults };
}

/** The same where a page may be given instead: the token wins, and MaxResults without one is the size of the first page. */
export async function eitherPart<P extends Place>(
  input: ObjectOf<typeof pageRequest & typeof eitherRequest>,
  list: MarkedList,
  markers: Markers,
): Promise<Part<P>> {
  const { MaxResults = 0, NextToken = '' } = input;
  if (MaxResults === 0 && NextToken === '') return pageOf(input);
  const size = MaxResults === 0 ? pageOf(input).size : MaxResults;
  return tokenPart<P>({ MaxResults: size, NextToken }, list, markers);
}

export async function tokenAnswer(
  { size }: Part<Place>,
  { next }: ContinuationOf<unknown, Place>,
  list: MarkedList,
  markers: Markers,
): Promise<ObjectOf<typeof tokenResponse>> {
  return { MaxResults: size, NextToken: await markers.write(list, next) };
}

/** Page and token; after a token the page is what the call says it is. */
export async function eitherAnswer(
  input: ObjectOf<typeof pageRequest>,
  part: Part<Place>,
  found: PartOf<unknown, Place>,
  list: MarkedList,
  markers: Markers,
): Promise<ObjectOf<typeof pageResponse & typeof tokenResponse>> {
  const number = 'number' in part ? part.number : part.after ? pageOf(input).number : 1;
  return { ...pageAnswer({ number, size: part.size }, found), ...(await tokenAnswer(part, found, list, markers)) };
}
