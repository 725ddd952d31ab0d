"""Keeps one secret with aliyun-secret-manager-client, which the environment tells where it is: says what it reads, when it is asked."""

import logging
import sys

from alibaba_cloud_secretsmanager_client.secret_manager_cache_client_builder import SecretManagerCacheClientBuilder
from alibaba_cloud_secretsmanager_client.service.default_secret_manager_client_builder import (
    DefaultSecretManagerClientBuilder,
)

from answers import answer_each_line

name = sys.argv[1]
manager = DefaultSecretManagerClientBuilder.standard().build()
builder = SecretManagerCacheClientBuilder.new_cache_client_builder(manager)
cache = builder.with_parse_json_ttl("ttl").with_logger(logging.getLogger("quiet")).build()
answer_each_line(cache, name)
cache.close()
