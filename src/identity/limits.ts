/** How much of each thing there may be: wire/ram-sts.md section 10. */
export const limits = {
  usersPerAccount: 1000,
  /** Of a user, and of the account itself. */
  accessKeysPerOwner: 2,
  rolesPerAccount: 1000,
  groupsPerAccount: 50,
  groupsPerUser: 5,
  mfaDevicesPerAccount: 1000,
  oidcProvidersPerAccount: 100,
  clientIdsPerOidcProvider: 50,
  fingerprintsPerOidcProvider: 5,
  customPoliciesPerAccount: 1500,
  versionsPerPolicy: 5,
  /** Attachments of every scope together, by what they are attached to and by the type of the policy. */
  attachments: {
    user: { System: 20, Custom: 10 },
    group: { System: 20, Custom: 5 },
    role: { System: 20, Custom: 5 },
  },
} as const;
