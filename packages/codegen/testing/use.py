"""What an SDK does with the package, checked where it runs."""

import copy
import pickle

import foilengine_error_map as m


class Own(m.RateLimitError):
    def __init__(self, wait: float) -> None:
        super().__init__(f"wait {wait}", status_code=429, retry_after=wait)
        self.wait = wait


error = m.RateLimitError("slow down", status_code=429, retry_after=2.5)
assert isinstance(error, m.FoilEngineError) and isinstance(error, Exception)
assert (error.message, str(error), error.status_code, error.retry_after) == ("slow down", "slow down", 429, 2.5)
assert repr(error) == "RateLimitError('slow down', status_code=429)" and repr(m.ServerError("x")) == "ServerError('x', status_code=None)"
assert m.FoilEngineError.__match_args__ == ("message", "status_code")
assert m.error_for_status(429) is m.RateLimitError and m.error_for_status(600) is m.ServerError
assert m.error_for_status(200) is None and m.error_for_status(201) is None and m.error_for_status(418) is m.FoilEngineError
assert not hasattr(m.ServerError("x", retry_after=3), "retry_after")
for kept in (error, Own(4.5), m.FoilEngineError("base")):
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(kept, protocol))
        assert type(again) is type(kept) and again.args == kept.args and vars(again) == vars(kept), vars(again)
    assert vars(copy.copy(kept)) == vars(kept)
try:
    try:
        raise OSError("inner")
    except OSError as cause:
        raise error from cause
except m.FoilEngineError as caught:
    assert isinstance(caught.__cause__, OSError)
try:
    m.RETRY_POLICY.max_retries = 4  # type: ignore[misc]
except AttributeError:
    pass
else:
    raise AssertionError("the policy is not frozen")
assert m.STATUSES[429].causes[0] in (m.RateLimitError.__doc__ or "")
print("ok")
