# `make demo` and `make test` do all the set-up that they need; see README.md.
SWIFT ?= swift
# What CI adds: warnings are errors.
STRICT ?=
# What a debugger reads, and an editor's index of what the system's modules hold, cost a part of each build: `swift build` alone makes them.
LEAN = -Xswiftc -gnone -Xswiftc -index-ignore-system-modules -Xswiftc -index-ignore-clang-modules
FLAGS = --explicit-target-dependency-import-check error $(LEAN) $(STRICT)

PACKAGES = libcurl4-openssl-dev libxml2-dev libsqlite3-dev libssl-dev zlib1g-dev libyaml-dev libseccomp-dev poppler-utils pkg-config make

# In parts, one after the other, and few at once: what keeps the processor busy must not starve the tests of time-outs beside it. Those that wait for
# other programs most of the time may be more.
RUN_TESTS = $(SWIFT) test $(FLAGS) --skip-build --disable-xctest --experimental-maximum-parallelization-width
TESTS = $(RUN_TESTS) 4
WAITING_TESTS = $(RUN_TESTS) 8

.PHONY: demo run test test-build test-postgres postgres-tools fleet web browser browser-tools screenshots oracle faults kills powercuts bench score fuzz lint setup
.PHONY: copies bench-record bench-tools deb sbom-tools reproduce advisories test-service

demo: setup
	$(SWIFT) build $(FLAGS) --product ratingwatch
	config/demo/run.sh "$$($(SWIFT) build $(FLAGS) --product ratingwatch --show-bin-path)/ratingwatch"

# The daemon in the foreground, with the file that CONFIG names; without one on the publications of the demonstration.
CONFIG ?= config/demo.yaml
run: setup
ifeq ($(origin CONFIG),file)
	@echo "No CONFIG is given, so this runs the demonstration's, $(CONFIG), on the publications in demo/site."
	@echo "Yours runs with: make run CONFIG=my.yaml (config/ratingwatch.yaml shows every key)"
	@test -f demo/site/publications.atom || config/demo/publish.sh 2024-report 2019-report 2015-report 2013-article
endif
	$(SWIFT) run $(FLAGS) ratingwatch run --config $(CONFIG)

test-build: setup
	$(SWIFT) build $(FLAGS) --build-tests

test: test-build
	$(TESTS) --skip ReportsTests --skip AcceptanceTests --skip MetricsServerTests
	$(TESTS) --filter MetricsServerTests
	$(TESTS) --filter ReportsTests
	$(WAITING_TESTS) --filter AcceptanceTests
	Tests/Browser/run.sh "$$($(SWIFT) build $(FLAGS) --product ratingwatch --show-bin-path)/ratingwatch"
	Tests/Fleet/run.sh "$$($(SWIFT) build $(FLAGS) --product ratingwatch --show-bin-path)/ratingwatch"

# The record's own tests, and those that walk the built program through the ledger, with records on a PostgreSQL server of their own; then
# with a server that finds rows in the order in which they lie, which is never that in which they were asked for before.
ON_POSTGRES = PostgresTests|HistoryTests|RecorderTests|NewPublicationsTests|PortfolioAlertTests|StatusPartsTests|HeldDeliveryTests|MessageDeliveryTests|LedgerTests|PoisonTests|AuthorityTests|ConfiguredFeedTests|RecordArchiveTests|CopyTests|StoredDocumentTests|TableFaultTests
test-postgres: test-build
	Tests/postgres.sh $(WAITING_TESTS) --filter "$(ON_POSTGRES)"
	POSTGRES_SETTINGS="enable_indexscan=off enable_indexonlyscan=off enable_bitmapscan=off" \
	  Tests/postgres.sh $(WAITING_TESTS) --filter "HistoryTests|RecorderTests|LedgerTests"

# Three daemons that share a record, killed and stopped while the real publications of 2014 to 2026 come out, beside a server whose standby takes
# its place; `make test` runs the short form.
fleet: setup
	$(SWIFT) build $(FLAGS) --product ratingwatch
	for share in none hosts; do \
	  Tests/Fleet/fleet.py "$$($(SWIFT) build $(FLAGS) --product ratingwatch --show-bin-path)/ratingwatch" --long --share $$share || exit 1; \
	done
	$(WEB)
	Tests/Fleet/server.py "$$($(SWIFT) build $(FLAGS) --product ratingwatch --show-bin-path)/ratingwatch" replica \
	  --web "$$($(WEB) --show-bin-path)/ratingwatch-web"

# The record of the real publications of 2013 to 2026, copied to a database and back: the same by its digest, and each goes on with it.
copies: setup
	$(SWIFT) build $(FLAGS) --product ratingwatch
	Tests/postgres.sh Tests/copies.py "$$($(SWIFT) build $(FLAGS) --product ratingwatch --show-bin-path)/ratingwatch"

# A PostgreSQL server from Debian, without a cluster of its own.
postgres-tools:
	@command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || { \
	  if [ "$$(id -u)" -eq 0 ]; then sudo=""; else sudo="sudo"; fi; \
	  $$sudo mkdir -p /etc/postgresql-common && echo "create_main_cluster = false" | $$sudo tee /etc/postgresql-common/createcluster.conf >/dev/null; \
	  $$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq postgresql libpq5; }

# Looks at the pages with Chromium, and says that it was skipped where that is missing.
browser: setup
	$(SWIFT) build $(FLAGS) --product ratingwatch
	Tests/Browser/run.sh "$$($(SWIFT) build $(FLAGS) --product ratingwatch --show-bin-path)/ratingwatch"

# Chromium from Debian, and its tools in a folder of their own.
browser-tools:
	@command -v chromium >/dev/null || { \
	  if [ "$$(id -u)" -eq 0 ]; then sudo=""; else sudo="sudo"; fi; \
	  $$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq chromium fonts-liberation python3-venv; }
	@test -x .build-browser/bin/python || python3 -m venv .build-browser
	.build-browser/bin/pip install -q playwright==1.65.2 axe-playwright-python==0.1.8 feedparser

# The pictures of the README.
screenshots: browser-tools setup
	$(SWIFT) build $(FLAGS) --product ratingwatch
	Tests/Browser/run.sh "$$($(SWIFT) build $(FLAGS) --product ratingwatch --show-bin-path)/ratingwatch" --screenshots docs/pictures

# The pages on the demonstration's record, at an address of this machine. The server is a package of its own.
PORT ?= 8480
WEB = $(SWIFT) build $(LEAN) --package-path web --product ratingwatch-web
web: setup
	@test -f demo/state/history.sqlite || $(MAKE) demo
	$(WEB)
	"$$($(WEB) --show-bin-path)/ratingwatch-web" --config config/demo.yaml --port $(PORT)

# Walks the program through random worlds and holds what it knows and told at the end against a fresh installation, where the
# tool lies beside the checkout; WORLDS of each class.
ORACLE = ../shared/tools/oracle/oracle.py
WORLDS ?= 2
CLASSES = A,B,C,D,E,EU,F,G,H,I,J,K,BC,DEU,BCDEUFG,HIJ,DFJ,BDEGK
oracle: setup
	$(SWIFT) build $(FLAGS) --product ratingwatch
	@test -e $(ORACLE) || { echo "skipped: $(ORACLE) is not there"; exit 0; }; \
	$(ORACLE) -- "$$($(SWIFT) build $(FLAGS) --product ratingwatch --show-bin-path)/ratingwatch" --class $(CLASSES) --worlds $(WORLDS)

# Fails the N-th write, sync, rename, creation, truncation and allocation of a poll, for so many seconds, and looks whether anything was
# lost or told twice.
FAULT_SECONDS ?= 120
faults: setup
	$(SWIFT) build $(FLAGS) --product ratingwatch
	@command -v cc >/dev/null || { echo "skipped: there is no C compiler"; exit 0; }; \
	Tests/Faults/nth.py "$$($(SWIFT) build $(FLAGS) --product ratingwatch --show-bin-path)/ratingwatch" $(FAULT_SECONDS)

# Ends the daemon so often while it is published to, by kill -9 and by power cuts that leave only what was synced.
KILLS ?= 500
CUTS ?= 50
kills powercuts: setup
	$(SWIFT) build $(FLAGS) --product ratingwatch
	@command -v cc >/dev/null || { echo "skipped: there is no C compiler"; exit 0; }; \
	Tests/Faults/cuts.py "$$($(SWIFT) build $(FLAGS) --product ratingwatch --show-bin-path)/ratingwatch" \
	  $(if $(filter kills,$@),kill $(KILLS),power $(CUTS))

# The Debian package, in .build/deb: the programs have the Swift runtime within, and their tables of functions are closed before they run.
# They are built at one path, wherever the checkout is, so that their bytes are the same.
CLOSED = -Xlinker -z -Xlinker now -debug-info-format none
RELEASE = $(FLAGS) -c release --static-swift-stdlib $(CLOSED) --scratch-path .build-release
WEB_RELEASE = -c release --static-swift-stdlib $(CLOSED) --package-path web --scratch-path web/.build-release
RELEASED = .build-release/release
IN_ONE_PLACE = packaging/in-one-place.sh
deb: export SBOM_PYTHON = .build-sbom/bin/python
deb: setup sbom-tools
	$(IN_ONE_PLACE) $(SWIFT) build $(RELEASE) --product ratingwatch
	$(IN_ONE_PLACE) $(SWIFT) build $(WEB_RELEASE) --product ratingwatch-web
	packaging/deb.sh $(RELEASED)/ratingwatch web/$(RELEASED)/ratingwatch-web .build/deb

# What writes the list of what the package is made of, in a folder of its own.
sbom-tools:
	@test -x .build-sbom/bin/python || python3 -m venv .build-sbom
	.build-sbom/bin/pip install -q cyclonedx-python-lib==11.12.0

# Builds the package once more, in another folder, and compares the bytes.
reproduce: deb
	packaging/reproduce.sh .build/deb/*.deb

# Holds what the package is made of against known advisories; asks osv.dev.
advisories: deb
	packaging/advisories.py .build/deb/*.deb

# Installs the package under a systemd of its own, where its tools lie beside the checkout, and takes it from start to purge.
test-service: deb
	systemd/sandbox-test.sh .build/deb/*.deb

# What the benchmarks hold ours against: curl, xmllint, sqlite3, a poller in Go; and what counts instructions.
BENCH_PACKAGES = curl libxml2-utils sqlite3 valgrind golang-go golang-github-mmcdole-gofeed-dev golang-github-mattn-go-sqlite3-dev
bench-tools:
	@dpkg-query -W -f '$${Status}\n' $(BENCH_PACKAGES) 2>/dev/null | grep -c 'ok installed' | grep -qx $(words $(BENCH_PACKAGES)) || { \
	  if [ "$$(id -u)" -eq 0 ]; then sudo=""; else sudo="sudo"; fi; \
	  $$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq $(BENCH_PACKAGES) \
	    || echo "not all of $(BENCH_PACKAGES) could be installed; what is missing is skipped"; }

# Measures what the package holds.
bench: setup bench-tools
	for product in ratingwatch FeedBench TableBench; do $(IN_ONE_PLACE) $(SWIFT) build $(RELEASE) --product $$product || exit 1; done
	Tests/bench.sh $(RELEASED)/ratingwatch

# What the record costs on a server, beside a file, on a socket and over a network of 1 ms.
bench-record: setup
	$(IN_ONE_PLACE) $(SWIFT) build $(RELEASE) --product ratingwatch
	POSTGRES_SETTINGS="log_min_duration_statement=0 log_parameter_max_length=0 log_line_prefix='%n[%p]'" \
	  Tests/postgres.sh Tests/bench/record.py $(RELEASED)/ratingwatch

# Holds what is extracted from real reports against their truth, where those lie beside the checkout, and damages each of them
# in many ways to see that no wrong grade comes out.
score: setup
	$(SWIFT) build $(FLAGS) --build-tests
	RATINGWATCH_ALL_MUTATIONS=1 $(TESTS) --filter "TruthTests|MutationTests"

# Each fuzz target for SECONDS, one after the other; FUZZ names one or some. Its build has a folder of its own, with coverage in
# every module.
FUZZ ?= DateFuzz ConfigurationFuzz FeedFuzz CqcFuzz JSONFuzz HTMLFuzz ReportTextFuzz TableFuzz SpreadsheetFuzz MailFuzz PageFuzz
SECONDS ?= 900
FUZZED = -c release --scratch-path .build-fuzz -Xswiftc -enable-testing -Xswiftc -sanitize=fuzzer \
  -Xcc -fsanitize=fuzzer-no-link -Xswiftc -use-ld=lld
fuzz: export RATINGWATCH_FUZZ = 1
fuzz: setup
	for target in $(FUZZ); do $(SWIFT) build $(FUZZED) --product $$target || exit 1; done
	Tests/fuzz.sh "$$($(SWIFT) build $(FUZZED) --show-bin-path)" $(SECONDS) $(FUZZ)

lint:
	$(SWIFT) format lint --recursive --strict Package.swift Sources Tests web/Package.swift web/Sources
	systemd/check.sh

# Installs what is missing, with apt.
setup:
	@missing=""; \
	for package in $(PACKAGES); do \
	  dpkg-query -W -f '$${Status}' "$$package" 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  echo "installing$$missing"; \
	  if [ "$$(id -u)" -eq 0 ]; then sudo=""; else sudo="sudo"; fi; \
	  $$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq $$missing; \
	fi
