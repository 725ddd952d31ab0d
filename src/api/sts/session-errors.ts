/** Errors that every way to assume a role has, in the words of wire/ram-sts.md section 12.1. */

export const sessionErrors = {
  'InvalidParameter.DurationSeconds': {
    status: 400,
    message: 'The Min/Max value of DurationSeconds is 15min/{Max}.',
    advice:
      'Ask for less, or have the MaxSessionDuration of the role raised. A session that assumes a role gets 1hr at most.',
  },
  'InvalidParameter.PolicyGrammar': {
    status: 400,
    message: 'The parameter Policy has not passed grammar check. {fault}',
    advice: 'Correct the session policy as the message says.',
  },
  'InvalidParameter.PolicySize': {
    status: 400,
    message: 'The size of Policy must be smaller than 2048 bytes.',
    advice: 'Shorten the session policy, or attach policies to the role instead.',
  },
} as const;
