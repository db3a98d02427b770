package dump__NUMBER__

import (
	"encoding/json"
	"os"
	"sort"

	m "check/p__NUMBER__"
)

func init() {
	fields = func() any {
		said := list{}
		for _, place := range m.FieldPlaces {
			said = append(said, list{place.Field, place.In, place.Names})
		}
		return said
	}
	codes = func() any {
		known := []string{}
		for code := range m.ErrorCodes {
			known = append(known, code)
		}
		sort.Strings(known)
		said := list{}
		for _, code := range known {
			row := m.ErrorCodes[code]
			said = append(said, list{code, name(row.Error), row.Retryable, row.Throttle, spans(row.Statuses)})
		}
		return said
	}
	places = func() any {
		said := list{}
		for _, place := range m.CodePlaces {
			said = append(said, list{place.In, place.Name, orNull(place.After), orNull(place.Until), name(place.Error)})
		}
		return said
	}
	answersIn = answers
}

func answers(file string) any {
	text, err := os.ReadFile(file)
	if err != nil {
		panic(err)
	}
	var asked []struct {
		Status  int
		Headers map[string]string
		Body    json.RawMessage
	}
	if err := json.Unmarshal(text, &asked); err != nil {
		panic(err)
	}
	said := list{}
	for _, one := range asked {
		headers := map[string][]string{}
		for name, value := range one.Headers {
			headers[name] = []string{value}
		}
		answer := m.Answer{Status: one.Status, Headers: headers, Body: one.Body}
		said = append(said, list{name(m.ErrorForAnswer(answer)), orNull(m.CodeOf(answer)), m.IsRetryableAnswer(answer)})
	}
	return said
}
