/** Lists by marker: what a request asks for, and where the answer says that the list goes on (wire/ram-sts.md section 10). */
import type { Continuation, ContinuationOf, MarkedList, Place } from '../../domain/page.js';
import type { Identity } from '../../identity/identity.js';
import { boolean, integer, type ObjectOf, string } from '../../spec/field.js';

const marker = 'AQAAAAEASFq3J0nT';

export const markerRequest = {
  Marker: string({
    minLength: 1,
    maxLength: 1024,
    about: 'Where to go on: the `Marker` of the page before. Without it, the list starts at its beginning.',
    example: marker,
  }),
  MaxItems: integer({
    minimum: 1,
    maximum: 1000,
    default: 100,
    about: 'How many entries a page has at most.',
    example: 100,
  }),
} as const;

export const markerResponse = {
  IsTruncated: boolean({ required: true, about: 'Whether there are more after these.', example: true }),
  Marker: string({ about: 'Where the next page starts; only if there is one.', example: marker }),
} as const;

export const markerErrors = {
  'InvalidParameter.Marker': {
    status: 400,
    message: 'The parameter - "Marker" is incorrect.',
    cause: 'The marker is not one that this list answered.',
    advice: 'Give the Marker of the page before as it was answered, or leave it out to start at the beginning.',
  },
} as const;

type Markers = Identity['markers'];

/** The part that is asked for. Refused with `marker-invalid` for a marker that was not written for this list. */
export async function markerPart<P extends Place>(
  { Marker, MaxItems }: { readonly Marker?: string | undefined; readonly MaxItems: number },
  list: MarkedList,
  markers: Markers,
): Promise<Continuation<P>> {
  return { after: await markers.read<P>(list, Marker), size: MaxItems };
}

export async function markerAnswer(
  { next }: ContinuationOf<unknown, Place>,
  list: MarkedList,
  markers: Markers,
): Promise<ObjectOf<typeof markerResponse>> {
  return { IsTruncated: next !== undefined, Marker: await markers.write(list, next) };
}
