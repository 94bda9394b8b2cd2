// A small feed poller over Debian's gofeed and go-sqlite3, which the benchmarks hold ours against.
//
// gopoller ADDRESSES DATABASE: polls each address of the file, one a line, with the validators of the last poll, and keeps validators and
// entries, all in one transaction that is not synced. It decides nothing, knows no providers and tells nobody: a floor with the same
// network and the same rows.
package main

import (
	"bufio"
	"database/sql"
	"fmt"
	"log"
	"net/http"
	"os"
	"sync"

	_ "github.com/mattn/go-sqlite3"
	"github.com/mmcdole/gofeed"
)

const workers = 50

type validators struct{ etag, lastModified string }

type answer struct {
	address string
	now     validators
	feed    *gofeed.Feed // nil: not modified
}

func main() {
	addresses := lines(os.Args[1])
	database, err := sql.Open("sqlite3", os.Args[2]+"?_journal_mode=WAL&_synchronous=NORMAL")
	check(err)
	database.SetMaxOpenConns(1)
	for _, table := range []string{
		"CREATE TABLE IF NOT EXISTS feeds (address TEXT PRIMARY KEY, etag TEXT, last_modified TEXT)",
		"CREATE TABLE IF NOT EXISTS entries (address TEXT, id TEXT, title TEXT, link TEXT, updated TEXT, summary TEXT," +
			" PRIMARY KEY (address, id))",
	} {
		_, err = database.Exec(table)
		check(err)
	}
	known := read(database)

	questions, answers := make(chan string), make(chan answer, 2*workers)
	client := &http.Client{Transport: &http.Transport{MaxIdleConns: 2 * workers, MaxIdleConnsPerHost: workers}}
	var busy sync.WaitGroup
	for range make([]struct{}, workers) {
		busy.Add(1)
		go func() {
			defer busy.Done()
			parser := gofeed.NewParser()
			for address := range questions {
				answers <- poll(client, parser, address, known[address])
			}
		}()
	}
	go func() {
		for _, address := range addresses {
			questions <- address
		}
		close(questions)
		busy.Wait()
		close(answers)
	}()
	write(database, answers)
}

func poll(client *http.Client, parser *gofeed.Parser, address string, last validators) answer {
	request, err := http.NewRequest(http.MethodGet, address, nil)
	check(err)
	if last.etag != "" {
		request.Header.Set("If-None-Match", last.etag)
	}
	if last.lastModified != "" {
		request.Header.Set("If-Modified-Since", last.lastModified)
	}
	response, err := client.Do(request)
	check(err)
	defer response.Body.Close()
	found := answer{address: address, now: validators{response.Header.Get("ETag"), response.Header.Get("Last-Modified")}}
	switch response.StatusCode {
	case http.StatusNotModified:
	case http.StatusOK:
		found.feed, err = parser.Parse(response.Body)
		check(err)
	default:
		log.Fatalf("%s answered %s", address, response.Status)
	}
	return found
}

func read(database *sql.DB) map[string]validators {
	rows, err := database.Query("SELECT address, etag, last_modified FROM feeds")
	check(err)
	defer rows.Close()
	known := map[string]validators{}
	for rows.Next() {
		var address string
		var last validators
		check(rows.Scan(&address, &last.etag, &last.lastModified))
		known[address] = last
	}
	check(rows.Err())
	return known
}

func write(database *sql.DB, answers <-chan answer) {
	transaction, err := database.Begin()
	check(err)
	feeds, err := transaction.Prepare("INSERT OR REPLACE INTO feeds VALUES (?, ?, ?)")
	check(err)
	entries, err := transaction.Prepare("INSERT OR IGNORE INTO entries VALUES (?, ?, ?, ?, ?, ?)")
	check(err)
	unchanged, added := 0, int64(0)
	for found := range answers {
		_, err = feeds.Exec(found.address, found.now.etag, found.now.lastModified)
		check(err)
		if found.feed == nil {
			unchanged++
			continue
		}
		for _, entry := range found.feed.Items {
			result, err := entries.Exec(found.address, entry.GUID, entry.Title, entry.Link, entry.Updated, entry.Description)
			check(err)
			rows, err := result.RowsAffected()
			check(err)
			added += rows
		}
	}
	check(transaction.Commit())
	fmt.Printf("%d not modified, %d new entries\n", unchanged, added)
}

func lines(path string) []string {
	file, err := os.Open(path)
	check(err)
	defer file.Close()
	var found []string
	for scanner := bufio.NewScanner(file); scanner.Scan(); {
		found = append(found, scanner.Text())
	}
	return found
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
