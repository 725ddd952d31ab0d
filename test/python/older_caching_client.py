"""The same with aliyun-secret-manager-client, which signs with V1 and speaks TLS, with whomever it is."""

import logging
import os
import sys

from alibaba_cloud_secretsmanager_client.model.region_info import RegionInfo
from alibaba_cloud_secretsmanager_client.secret_manager_cache_client_builder import SecretManagerCacheClientBuilder
from alibaba_cloud_secretsmanager_client.service.default_secret_manager_client_builder import (
    DefaultSecretManagerClientBuilder,
)

from answers import answer_each_line

name = sys.argv[1]
manager = (
    DefaultSecretManagerClientBuilder.standard()
    .with_access_key(os.environ["ALIBABA_CLOUD_ACCESS_KEY_ID"], os.environ["ALIBABA_CLOUD_ACCESS_KEY_SECRET"])
    .add_region_info(RegionInfo("cn-hangzhou", endpoint=os.environ["CHANCERY_TEST_ENDPOINT"]))
    .build()
)
builder = SecretManagerCacheClientBuilder.new_cache_client_builder(manager)
cache = builder.with_parse_json_ttl("ttl").with_secret_ttl(name, 3_600_000).with_logger(logging.getLogger("quiet")).build()
answer_each_line(cache, name)
cache.close()
