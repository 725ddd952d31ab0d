// Which samples each pattern takes, for Go's regular expressions (RE2). stdin: {"patterns": […], "samples": […]}.
package main

import (
	"encoding/json"
	"log"
	"os"
	"regexp"
)

func main() {
	var given struct{ Patterns, Samples []string }
	if err := json.NewDecoder(os.Stdin).Decode(&given); err != nil {
		log.Fatal(err)
	}
	taken := make([][]bool, len(given.Patterns))
	for i, pattern := range given.Patterns {
		compiled, err := regexp.Compile(pattern)
		if err != nil {
			log.Fatal(err)
		}
		for _, sample := range given.Samples {
			taken[i] = append(taken[i], compiled.MatchString(sample))
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(taken); err != nil {
		log.Fatal(err)
	}
}
