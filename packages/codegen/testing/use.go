// What an SDK does with the package, checked where it runs.
package main

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"check/client"

	foilengine "MODULE"
)

func main() {
	if len(os.Args) > 1 {
		fmt.Println(foilengine.Backoff(0, 0, nil))
		return
	}
	hierarchy()
	fields()
	texts()
	readme()
	fmt.Println("ok")
}

func hierarchy() {
	cause := io.ErrUnexpectedEOF
	limited := foilengine.ErrRateLimit.New("slow down", foilengine.ErrorDetails{StatusCode: 429, RetryAfter: 2500 * time.Millisecond, Cause: cause})
	err := fmt.Errorf("sending: %w", limited)
	var own *foilengine.RateLimitError
	var base *foilengine.FoilEngineError
	var other *foilengine.ServerError
	is(errors.As(err, &own) && own.RetryAfter == 2500*time.Millisecond && own.StatusCode == 429, "its struct")
	is(errors.As(err, &base) && base.StatusCode == 429 && base.Message == "slow down", "that of the base class")
	is(!errors.As(err, &other), "that of another class")
	is(errors.Is(err, foilengine.ErrRateLimit) && errors.Is(err, foilengine.ErrFoilEngine), "the classes")
	is(!errors.Is(err, foilengine.ErrServer) && !errors.Is(foilengine.ErrFoilEngine.New("x", foilengine.ErrorDetails{}), foilengine.ErrRateLimit), "another class")
	is(errors.Is(err, cause) && errors.Unwrap(limited) == cause, "the cause")
	is(errors.Is(foilengine.ErrorForStatus(429), foilengine.ErrFoilEngine), "a class below another")
	is(foilengine.ErrorForStatus(204) == nil && foilengine.ToError(foilengine.Answer{Status: 201}, nil) == nil, "a success")
}

func fields() {
	headers := http.Header{"Retry-After": {"2"}}
	var limited *foilengine.RateLimitError
	is(errors.As(foilengine.ToError(foilengine.Answer{Status: 429, Headers: headers}, nil), &limited), "an error of an answer")
	is(limited.RetryAfter == 2*time.Second && limited.Message == "Too Many Requests" && limited.Cause == nil, "its fields")
	// The API has its words in Error, and nothing beside them.
	is(limited.Error() == "Too Many Requests" && fmt.Sprint(limited) == "Too Many Requests", limited.Error())
	two := map[string][]string{"retry-after": {"3"}, "RETRY-AFTER": {"7"}}
	for i := 0; i < 20; i++ {
		_, ok := foilengine.ParseRetryAfter(foilengine.Answer{Status: 429, Headers: two}, time.Time{})
		is(!ok, "two headers are one list, in whatever order a map gives them")
	}
	is(foilengine.RateLimits.SdkChat.Window == time.Minute && foilengine.Policy.Backoff.Initial == 500*time.Millisecond, "times")
}

// A body that is no UTF-8 is read as other runtimes read it, where a mark stands for what breaks off.
func texts() {
	bodies := map[string]string{
		"{\"message\":\"\xe4\xb8 \xff\xfe \xf0\x9f\x98 \xed\xa0\x80 \xc0\xaf end\"}": "� �� � ��� �� end",
		"{\"Message\":\"upper\"}":                   "Bad Request",
		"{\"message\":\"a\",\"message\":\"b\"}":     "b",
		"{\"message\":\"a\"} {}":                    "Bad Request",
		"{\"message\":\"\\ud800 end\",\"n\":1e999}": "� end",
	}
	for body, words := range bodies {
		var base *foilengine.FoilEngineError
		is(errors.As(foilengine.ToError(foilengine.Answer{Status: 400, Body: []byte(body)}, nil), &base), "an error")
		is(base.Message == words, fmt.Sprintf("%q says %q", body, base.Message))
	}
}

type served []*http.Response

func (s *served) RoundTrip(*http.Request) (*http.Response, error) {
	next := (*s)[0]
	*s = (*s)[1:]
	return next, nil
}

// Calls by the client of the README: retried after a 503 that asks for no long wait, raised on a 404.
func readme() {
	answer := func(status int, body, wait string) *http.Response {
		return &http.Response{StatusCode: status, Header: http.Header{"Retry-After": {wait}}, Body: io.NopCloser(strings.NewReader(body))}
	}
	answers := served{answer(503, "", "0.01"), answer(200, "{}", ""), answer(404, `{"message":"no such persona"}`, "")}
	request := func() *http.Request {
		made, _ := http.NewRequest("GET", "https://api.example/", nil)
		return made
	}
	http := &http.Client{Transport: &answers}
	body, err := client.Call(http, "listPersonas", request)
	is(err == nil && string(body) == "{}", "a success after a retry")
	_, err = client.Call(http, "listPersonas", request)
	is(errors.Is(err, foilengine.ErrNotFound) && err.Error() == "no such persona", "an error")
	is(len(answers) == 0, "all answers")
}

func is(holds bool, what string) {
	if !holds {
		panic(what)
	}
}
