/** Operations that no package of the vendor has, though its Terraform provider calls them: samples make them with the generic client. */
export const inNoPackage: readonly string[] = ['UpdateKmsInstance'];
