#!/usr/bin/env bash
# Makes the feed of config/demo.yaml list these publications of config/demo/site, the newest first.
# Usage, from the top folder of the project: config/demo/publish.sh [NAME...]
set -euo pipefail

source=config/demo/site
site=demo/site

mkdir -p "$site"
{
  echo '<?xml version="1.0" encoding="UTF-8"?>'
  echo '<feed xmlns="http://www.w3.org/2005/Atom">'
  echo '  <id>tag:demo.example,2013:publications</id><title>Publications on Cheshire East</title>'
  echo '  <updated>2024-05-16T08:30:00Z</updated>'
  for name in "$@"; do
    cp "$source/$name.html" "$site/$name.html"
    cat "$source/$name.entry"
  done
  echo '</feed>'
} > "$site/next"
# Renamed at once, so that the daemon never sees half a feed.
mv "$site/next" "$site/publications.atom"
