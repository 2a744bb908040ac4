"""Times other linters on the policies of a file, one JSON object a line for each linter.

Usage: lint_peers.py LINTER POLICIES SERVICES

LINTER is parliament, cloudsplaining or iam-policy-validator. POLICIES holds one JSON object of name and document a
line. SERVICES is a folder of service definitions for iam-policy-validator, which otherwise fetches them.
"""

import asyncio
import functools
import json
import logging
import statistics
import sys
import time

ROUNDS = 3


def parliament_linter(_services):
    from parliament import analyze_policy_string

    return lambda document: len(analyze_policy_string(json.dumps(document)).findings)


def cloudsplaining_linter(_services):
    from cloudsplaining.scan.policy_document import PolicyDocument

    def lint(document):
        policy = PolicyDocument(document)
        found = [
            policy.allows_privilege_escalation,
            policy.permissions_management_without_constraints,
            policy.allows_data_exfiltration_actions,
            policy.credentials_exposure,
            policy.infrastructure_modification,
            policy.service_wildcard,
        ]
        return sum(len(findings) for findings in found)

    return lint


def iam_policy_validator_linter(services):
    from iam_validator.core.aws_service import AWSServiceFetcher
    from iam_validator.core.config.config_loader import ConfigLoader
    from iam_validator.core.models import IAMPolicy
    from iam_validator.core.policy_checks import build_registry, validate_policies

    # All that a long-lived program would keep is kept, so that only the linting is timed.
    loop = asyncio.new_event_loop()
    fetcher = AWSServiceFetcher(aws_services_dir=services, memory_cache_size=100_000)
    # What it fetches it keeps in memory; what it reads from a folder it would read anew each time.
    fetcher._storage.load_service_from_file = functools.cache(fetcher._storage.load_service_from_file)
    loop.run_until_complete(fetcher.__aenter__())
    config = ConfigLoader.load_config(allow_missing=True)
    kept = {"config": config, "registry": build_registry(config), "fetcher": fetcher}

    def lint(document):
        policy = IAMPolicy.model_validate(document)
        results = loop.run_until_complete(validate_policies([("policy.json", policy)], **kept))
        return sum(len(result.issues) for result in results)

    return lint


LINTERS = {
    "parliament": parliament_linter,
    "cloudsplaining": cloudsplaining_linter,
    "iam-policy-validator": iam_policy_validator_linter,
}


def main():
    name, policies, services = sys.argv[1:]
    logging.disable(logging.CRITICAL)
    lint = LINTERS[name](services)
    documents = [json.loads(line) for line in open(policies, encoding="utf-8")]
    rounds, worst, findings, failures = [], {}, 0, 0
    for _ in range(ROUNDS):
        total = 0.0
        findings = failures = 0
        for policy in documents:
            started = time.process_time()
            try:
                findings += lint(policy["document"])
            except Exception:  # What a linter cannot read is a result too.
                failures += 1
            took = time.process_time() - started
            total += took
            worst[policy["name"]] = min(took, worst.get(policy["name"], took))
        rounds.append(total)
    slowest = max(worst, key=worst.get)
    answer = {
        "linter": name,
        "policies_per_second": len(documents) / statistics.median(rounds),
        "worst_milliseconds": worst[slowest] * 1000,
        "worst_policy": slowest,
        "findings": findings,
        "failures": failures,
    }
    print(json.dumps(answer))


main()
