/** The table of managed data keys. A data key is there as long as it has a version. */
export interface KmsDataKeyVersionsTable {
  account_id: string;
  /** Of the data key. */
  name: string;
  id: string;
  /** From 1, in the order in which the data key got them. */
  number: number;
  created_at: number;
  sealed_octets: Buffer;
}

export interface KmsDataKeyTables {
  kms_data_key_versions: KmsDataKeyVersionsTable;
}
