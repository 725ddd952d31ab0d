"""A program that reads one secret through alibabacloud-secretsmanager-client-v2, which keeps it: says what it reads, when it is asked."""

import logging
import sys

from alibabacloud_secretsmanager_client_v2.secret_manager_cache_client_builder import SecretManagerCacheClientBuilder
from alibabacloud_secretsmanager_client_v2.service.default_secret_manager_client_builder import (
    DefaultSecretManagerClientBuilder,
)

from answers import answer_each_line
from claims import config

name = sys.argv[1]
settings = config()
settings.region_id = "cn-hangzhou"
manager = DefaultSecretManagerClientBuilder.standard().add_config(settings).build()
builder = SecretManagerCacheClientBuilder.new_cache_client_builder(manager)
cache = builder.with_parse_json_ttl("ttl").with_secret_ttl(name, 3_600_000).with_logger(logging.getLogger("quiet")).build()
answer_each_line(cache, name)
cache.close()
