/** Where the pages are. Apart from routes.ts, which is loaded when somebody asks for one. */
export const referencePaths = ['/reference', '/reference/*', '/openapi/*'] as const;

export type ReferencePath = (typeof referencePaths)[number];
