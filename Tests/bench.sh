#!/usr/bin/env bash
# Benchmarks: CPU seconds (user and system) of whole runs, medians of five, each beside a floor measured in the same run.
# Needs what `make bench-tools` installs; what is missing is skipped by name. Usage: Tests/bench.sh PATH-OF-RATINGWATCH [OTHER], with FeedBench and TableBench built beside it; OTHER:
# a ratingwatch to measure beside it, of an earlier commit.
set -euo pipefail
program=$(realpath "$1")
other=${2:+$(realpath "$2")}
tables=$(dirname "$program")/TableBench
top=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# cost COMMAND...: its CPU seconds and its peak memory in MB, children included.
cost() { python3 "$top/Tests/bench/cost.py" "$@"; }

# median NAME COMMAND...: sets NAME to the median CPU seconds of five runs and NAME_memory to the highest peak; the command
# that BEFORE names is run before each.
median() {
  local name=$1; shift
  local runs=""
  for _ in 1 2 3 4 5; do
    ${BEFORE:-true}
    runs="$runs$(cost "$@")"$'\n'
  done
  printf -v "$name" '%s' "$(printf '%s' "$runs" | sort -n | awk 'NR == 3 {print $1}')"
  printf -v "${name}_memory" '%s' "$(printf '%s' "$runs" | awk '$2 > most {most = $2} END {print most}')"
}

# say TEXT MEASURED FLOOR-TEXT FLOOR
say() { awk -v t="$1" -v m="$2" -v f="$3" -v n="$4" 'BEGIN {printf "%-44s %8.3f s   %-34s %8.3f s   ratio %6.2f\n", t, m, f, n, (n > 0 ? m / n : 0)}'; }

# 1,000 feeds of 20 entries, 25 MB, Atom and RSS by turns; HTML in the summaries, escaped or as CDATA.
mkdir "$work/documents"
awk -v folder="$work/documents" 'BEGIN {
  count = split("the children in care of this council are well supported because leaders have improved since the last " \
    "inspection and social workers know families however some plans lack clear timescales so help comes too late", words, " ")
  for (feed = 1; feed <= 1000; feed++) {
    file = folder "/" feed ".xml"
    isAtom = feed % 2
    printf "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" > file
    if (isAtom) printf "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>tag:bench,2020:%d</id><title>Reports</title>\n", feed > file
    else printf "<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>Reports</title>\n" > file
    for (entry = 1; entry <= 20; entry++) {
      html = ""
      for (paragraph = 1; paragraph <= 4; paragraph++) {
        html = html "<p>"
        for (word = 1; word <= 16; word++) html = html words[(feed * 7 + entry * 5 + paragraph * 11 + word * word) % count + 1] " "
        html = html "\342\200\223 <a href=\"https://reports.example/" feed "/" entry "?a=1&amp;b=2\">the council\342\200\231s plan</a>.</p>"
      }
      isRaw = !isAtom && entry % 3 == 0
      if (isRaw) html = "<![CDATA[" html "]]>"
      else { gsub(/&/, "\\&amp;", html); gsub(/</, "\\&lt;", html); gsub(/>/, "\\&gt;", html) }
      title = "Kent: children\342\200\231s services inspection &amp; visit " entry
      address = "https://reports.example/file/" feed "/" entry
      if (isAtom) printf "<entry><id>tag:bench,2020:%d/%d</id><title>%s</title><link rel=\"alternate\" href=\"/file/%d/%d\"/>" \
        "<link rel=\"enclosure\" type=\"application/pdf\" length=\"12\" href=\"%s.pdf\"/><published>2024-05-16T09:30:00+01:00</published>" \
        "<updated>2024-05-16T08:30:%02dZ</updated><category scheme=\"tag:bench,2020:urn\" term=\"80476\" label=\"Kent\"/>" \
        "<summary type=\"html\">%s</summary></entry>\n", feed, entry, title, feed, entry, address, entry, html > file
      else printf "<item><title>%s</title><link>%s</link><guid isPermaLink=\"false\">tag:bench,2020:%d/%d</guid>" \
        "<pubDate>Thu, 16 May 2024 08:30:%02d GMT</pubDate><dc:creator>Ofsted</dc:creator><category domain=\"urn\">80476</category>" \
        "<enclosure url=\"%s.pdf\" length=\"12\" type=\"application/pdf\"/><description>%s</description></item>\n", \
        title, address, feed, entry, entry, address, html > file
    }
    printf "%s\n", isAtom ? "</feed>" : "</channel></rss>" > file
    close(file)
  }
}'
median floor wc -w "$work"/documents/*.xml
median parse "$(dirname "$program")/FeedBench" "$work"/documents/*.xml
say "reading 1,000 feeds of 20 entries, all fields" "$parse" "wc -w of the same" "$floor"
cat "$work"/documents/*.xml | wc -c | awk -v s="$parse" '{printf "  that is %.1f MB, %.0f MB per CPU second\n", $1 / 1e6, $1 / 1e6 / s}'

if command -v xmllint > /dev/null; then
  median floor xmllint --sax "$work"/documents/*.xml
  say "reading 1,000 feeds of 20 entries, all fields" "$parse" "xmllint --sax of the same" "$floor"
else
  echo "xmllint --sax: skipped, libxml2-utils is not installed"
fi

python3 "$top/Tests/bench/polls.py" "$program" "$work/polls" ${other:+"$other"}
python3 "$top/Tests/bench/instructions.py" "$program" "$work/instructions" ${other:+"$other"}

real="$top/../shared/data"
if [ -d "$real" ]; then
  mapfile -t papers < <(find "$real/reports" "$real/letters" "$real/send" -name '*.pdf' | sort)
  texts() { for paper in "$@"; do pdftotext -q -enc UTF-8 "$paper" - || return; done; }
  export -f texts
  read -r floor _ <<< "$(cost bash -c 'texts "$@"' texts "${papers[@]}")"
  read -r extract extract_memory <<< "$(cost "$program" extract "${papers[@]}" --format json)"
  say "extraction of ${#papers[@]} real documents (one run)" "$extract" "pdftotext of the same" "$floor"
  printf 'peak memory: %s MB, of the largest child included\n' "$extract_memory"
else
  echo "extraction: skipped, the real documents do not lie beside this checkout"
fi

# Two releases of a schools table of 22,000 rows and 70 columns, of which 600 rows differ; and one of ten times the rows.
python3 "$top/Tests/bench/schools.py" "$work/first.csv" 22000
python3 "$top/Tests/bench/schools.py" "$work/second.csv" 22000 600
python3 "$top/Tests/bench/schools.py" "$work/large.csv" 220000
cat > "$work/diff.py" <<'END'
import csv, sys
rows = []
for name in sys.argv[1:]:
    with open(name, encoding="cp1252", newline="") as file: rows.append({row[0]: row for row in csv.reader(file)})
print(sum(rows[0].get(key) != row for key, row in rows[1].items()))
END
median floor python3 "$work/diff.py" "$work/first.csv" "$work/second.csv"
median diff "$tables" "$work/first.csv" "$work/second.csv"
say "two schools tables loaded and diffed" "$diff" "python's csv on the same" "$floor"
median floor wc -l "$work/first.csv" "$work/second.csv"
say "two schools tables loaded and diffed" "$diff" "wc -l of the same" "$floor"
"$tables" "$work/first.csv" "$work/second.csv" | sed 's/^/    /'
"$tables" "$work/large.csv" | sed 's/^/    ten times the rows: /'
python3 "$top/Tests/bench/tables.py" "$program" "$work/tables" 22000 220000
python3 "$top/Tests/bench/portfolio.py" "$program" "$work/portfolio" 22000 800
if [ -n "$other" ]; then
  echo "the same by the other program:"
  python3 "$top/Tests/bench/tables.py" "$other" "$work/other-tables" 22000 220000
  python3 "$top/Tests/bench/portfolio.py" "$other" "$work/other-portfolio" 22000 800
fi

# From source to alert; 1,000 feeds at one poll each in five seconds keep a slow machine busy.
python3 "$top/Tests/bench/latency.py" "$program" "$work/calm" 0
python3 "$top/Tests/bench/latency.py" "$program" "$work/busy" 1000

# A poll with ten new reports, on a history of 1,000,000 judgements and on a small one; and questions to the large one. Where the other
# program writes the first version's history, the large one is migrated; else it is only taken over.
sizes="small large"
[ -z "$other" ] || sizes="small large other-small other-large"
for size in $sizes; do
  mkdir -p "$work/$size/site"
  printf '%s\n' "state: $work/$size/state" "logs: $work/$size/log" 'http: {per_host: {connections: 8, interval: 0s}}' \
    "feeds: [{name: bench, kind: feed, url: 'file:$work/$size/site/feed.xml', every: 1s, hold_changes_over: 100%}]" \
    'receivers: [{name: log, kind: log-file, path: alerts.jsonl, format: jsonl}]' \
    'routes: [{name: all, receivers: [log]}]' > "$work/$size.yaml"
  python3 "$top/Tests/bench/publications.py" "$work/$size/site" 0 0
  "${other:-$program}" run --once --config "$work/$size.yaml" 2> "$work/$size/diagnostics"
  python3 "$top/Tests/bench/history.py" "$work/$size/state/history.sqlite" "$(case $size in *large) echo 1000000 ;; *) echo 3500 ;; esac)"
done
"$program" run --once --config "$work/small.yaml"
read -r taken taken_memory <<< "$(cost "$program" run --once --config "$work/large.yaml")"
printf '1,000,000 judgements taken over: %s CPU s, %s MB\n' "$taken" "$taken_memory"
round=0
published() { round=$((round + 1)); sleep 1.2; python3 "$top/Tests/bench/publications.py" "$work/$1/site" "$round" 10; }
published_small() { published small; }
published_large() { published large; }
BEFORE=published_small median small "$program" run --once --config "$work/small.yaml"
BEFORE=published_large median large "$program" run --once --config "$work/large.yaml"
say "poll with 10 new reports, 1,000,000 judgements" "$large" "the same, 3,500 judgements" "$small"
if [ -n "$other" ]; then
  round=0
  published_other() { published other-large; }
  BEFORE=published_other median floor "$other" run --once --config "$work/other-large.yaml"
  say "poll with 10 new reports, 1,000,000 judgements" "$large" "the same by the other program" "$floor"
fi
median floor "$program" check --config "$work/large.yaml"
median history "$program" history "Provider 77" --config "$work/large.yaml"
say "history of one provider" "$history" "check of the configuration" "$floor"
median alerts "$program" alerts --since 2024-01-01 --config "$work/large.yaml"
say "alerts --since 2024-01-01 of 100,000" "$alerts" "check of the configuration" "$floor"

# What stands in a region of 100,000 providers.
python3 "$top/Tests/bench/ratings.py" "$program" "$work/ratings"
