/** How much of each thing there may be: wire/ram-sts.md section 10. */
export const limits = {
  usersPerAccount: 1000,
  /** Of a user, and of the account itself. */
  accessKeysPerOwner: 2,
  customPoliciesPerAccount: 1500,
  /** Per user, attachments of every scope together. */
  systemPoliciesPerUser: 20,
  customPoliciesPerUser: 10,
} as const;
