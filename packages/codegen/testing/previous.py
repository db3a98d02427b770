"""What an SDK and its users wrote against the package as it was; tells of each folder whether it still holds."""

import importlib
import sys


def check() -> None:
    m = importlib.import_module("parcel_post_error_map")
    error = m.TeapotError("short and stout", status=418, request_id="r", depot="north")
    assert isinstance(error, m.ParcelConflict) and isinstance(error, m.ClientError) and isinstance(error, m.ApiError)
    assert (error.status, error.request_id, error.depot, error.detail) == (418, "r", "north", "short and stout")
    assert issubclass(m.error_for_status(422), m.ParcelConflict) and issubclass(m.error_for_status(500), m.DepotError)
    assert issubclass(m.error_for_status(503), m.ApiError) and m.error_for_status(201) is None
    assert m.ERROR_CODES["17"].error is m.DepotError
    assert m.RATE_LIMITS["labels"].limit > 0 and m.RETRY_POLICY.max_retries is not None and m.STATUSES[409].causes
    assert m.CALL_RULES.operations["getParcel"].stream is False
    assert isinstance(m.to_error(409, {}, ""), m.ClientError)
    assert isinstance(m.error_for_fault("timeout"), m.ApiError)
    assert m.decide_retry(status=500, operation="getParcel", attempt=0).action == "retry"
    assert m.backoff_s(0) > 0


for folder in sys.argv[1:]:
    for name in [name for name in sys.modules if name.startswith("parcel_post_error_map")]:
        del sys.modules[name]
    sys.path.insert(0, folder)
    try:
        check()
        print("ok")
    except Exception as why:
        print(f"{type(why).__name__}: {why}")
    sys.path.remove(folder)
