import Configuration
import Digests
import Feeds
import Foundation
import HTTPTransport
import History
import Inspections
import System
import Text

/// A source that is a table: its newest release holds the inspections, and only rows that changed are compared.
struct TableStep: PollStep {
    let table: any TableSource

    let isUntried = true

    /// One release, in a file of its own.
    struct Release: Sendable {
        let body: SpooledBody
        let source: StatingSource
    }

    /// A release after the first look at all of it.
    struct Surveyed: Sendable {
        let source: StatingSource
        let result: Result<(file: TableFile, survey: TableSurvey), TableFault>
    }

    struct Brought: Sendable {
        let fetched: Fetched<Surveyed>
        /// Fingerprints of the rows that were recorded before, ascending; none where nothing new was read.
        let known: [Int64]
    }

    func bring(
        by poll: Poll, of plan: PollPlan, before: FeedState, now: Date
    ) async throws(HistoryError) -> Brought {
        let feed = plan.feed
        let fetched: Fetched<Release>
        do throws(NoRelease) {
            fetched = try await newest(of: feed, before, by: poll, now: now)
        } catch {
            fetched = error.outcome
        }
        if Task.isCancelled { return Brought(fetched: .failed(reason: "it was stopped"), known: []) }
        var known: [Int64] = []
        if case .read = fetched {
            known = try await poll.history.read("look up a table's rows") { try $0.tableRows(feed: feed.name) }
        }
        do throws(SuspectedWork) {
            let surveyed = try await fetched.map { [known] release throws(SuspectedWork) in
                try await poll.fetcher.perform(poll.fetcher.reading(of: feed, from: before.readableAddress)) {
                    survey(release, known: known, in: poll.tableFolder)
                }
            }
            return Brought(fetched: surveyed, known: known)
        } catch {
            return Brought(
                fetched: Fetched(error, in: feed.request(before.address), asked: fetched.asked), known: known)
        }
    }

    /// `folder`: where a table lies that is written out of a spreadsheet.
    private func survey(_ release: Release, known: [Int64], in folder: String) -> Surveyed {
        Surveyed(
            source: release.source,
            result: Result { () throws(TableFault) in
                let opened = try OpenedTable(release.body, map: table.map) { () throws(TableFault) in
                    do throws(OperationError) {
                        return try SpooledBody(in: folder)
                    } catch {
                        throw TableFault(row: 0, cause: .unreadable(error.description))
                    }
                }
                let file = try TableFile(opened.content, map: opened.map)
                return (file, try file.survey(known: known))
            })
    }

    func record(_ brought: Brought, in poll: PollTransaction) throws -> StepOutcome {
        var tally = TableTally()
        var complaints: [String] = []
        let (history, now, jitter) = (poll.history, poll.now, poll.jitter())
        let ids = StatedIDs(scheme: table.map.scheme, providerKind: table.map.providerKind)
        let result = try poll.update.apply(brought.fetched, to: poll.before, at: now, jitter: jitter) {
            release, mark, answer in
            let (file, survey): (TableFile, TableSurvey)
            switch release.result {
            case .success(let found): (file, survey) = found
            case .failure(let fault):
                return poll.update.refused(
                    release.source, fault, mark: mark, answer: answer, to: poll.before, at: now, jitter: jitter)
            }
            let rows = try poll.rows(of: release.source, mark: mark, ids: ids, isStanding: table.map.isStanding)
            var graded: [GradedProvider] = []
            var group: [TableInspection] = []
            func recordGroup() throws {
                try rows.lookUp(group, in: history)
                for stated in group { try rows.record(stated, at: now, into: &tally, in: history) }
                group.removeAll(keepingCapacity: true)
            }
            try file.inspections(in: survey, graded: { if !rows.isFirst { graded.append($0) } }) {
                group.append($0)
                if group.count >= history.together { try recordGroup() }
            }
            try recordGroup()
            try history.save(tableRows: survey.fingerprints, insteadOf: brought.known, feed: poll.feed.name)
            try rows.finish(at: now, into: &tally, in: history)
            try poll.take(tally.endings, visited: tally.visited, into: &tally.alerts)
            tally.unread = try rows.unread(file.unread(in: survey), in: history)
            complaints = survey.faults.map(\.description) + tally.doubts
            tally.alerts += try rows.noteLost(graded, at: now, in: history)
            try poll.settle(into: &tally)
            return poll.update.recorded(
                StatedReading(
                    source: release.source, unit: "rows", rows: survey.rows, faults: complaints,
                    missing: survey.missing),
                mark: mark, tally: tally, result: "\(survey.changedRows) of \(survey.rows) rows new or changed",
                answer: answer, to: poll.before, at: now, jitter: jitter)
        }
        return try poll.conclude(result, stating: tally, complaints)
    }
}

/// What else asking for a table has come to.
private struct NoRelease: Error {
    let outcome: Fetched<TableStep.Release>
}

/// fetch: a table is as large as it is, so that it goes to a file and never to memory.
extension TableStep {
    private func newest(
        of feed: FeedConfiguration, _ state: FeedState, by poll: Poll, now: Date
    ) async throws(NoRelease) -> Fetched<Release> {
        // What another map has read must be read again, whether or not the publisher has anything new.
        let isReadByThisMap = state.bodyHash.map { ReadingMark.isOf(table.version, $0) } ?? false
        let validators = isReadByThisMap ? state.validators(at: now) : nil
        if let index = table.index(of: state.address) {
            return try await named(
                by: feed.request(index, validators: validators), of: feed, state, by: poll, now: now)
        }
        let body = try spool(in: poll.tableFolder)
        let answer = try await ask(
            feed.request(state.address, validators: validators), of: feed, into: body, by: poll, now: now)
        if answer.isUnchanged { return .unchanged(answer.listing) }
        let source = source(AddressText.base(state.address), title: nil, sha256: try digest(of: body))
        let mark = ReadingMark.text(source.sha256, readBy: table.version)
        if state.bodyHash == mark { return .unchanged(answer.listing) }
        return .read(Release(body: body, source: source), bodyHash: mark, answer.listing)
    }

    /// The newest table that an index names: fetched only where its address is not the one that was read last time,
    /// since each release has an address of its own.
    private func named(
        by index: SourceRequest, of feed: FeedConfiguration, _ state: FeedState, by poll: Poll, now: Date
    ) async throws(NoRelease) -> Fetched<Release> {
        var answer = try await ask(index, of: feed, by: poll, now: now)
        if answer.isUnchanged { return .unchanged(answer.listing) }
        var listing = answer.listing
        var named = try await newest(in: answer, to: index, of: feed, by: poll)
        if case .ended = named {
            return .gone(reason: "its publisher says that \(state.readableAddress) was withdrawn")
        }
        if case .release(let page) = named {
            let release = feed.request(page, reach: feed.reach(of: state, movedTo: listing.movedTo))
            answer = try await ask(release, of: feed, by: poll, now: now)
            // That the collection was not modified would say nothing of the page of its newest release.
            listing = ListingAnswer(
                validators: nil, asked: [listing.asked, answer.asked].compactMap(\.self).max(), movedTo: listing.movedTo
            )
            named = try await newest(in: answer, to: release, of: feed, by: poll)
        }
        guard case .table(let newest) = named else {
            return .failed(
                reason:
                    "the newest page that \(state.readableAddress) lists is no release with tables; it is tried again",
                asked: listing.asked)
        }
        let mark = ReadingMark.text(SHA256.hex(of: newest.url), readBy: table.version)
        if state.bodyHash == mark { return .unchanged(listing) }
        let body = try spool(in: poll.tableFolder)
        var request = feed.request(
            newest.url,
            reach: feed.reach(of: state, movedTo: listing.movedTo))
        request.accept = ColumnMap.accept
        _ = try await ask(request, of: feed, into: body, by: poll, now: now)
        let source = source(newest.url, title: newest.title, sha256: try digest(of: body))
        return .read(Release(body: body, source: source), bodyHash: mark, listing)
    }

    private func newest(
        in answer: Fetcher.Answer, to wanted: SourceRequest, of feed: FeedConfiguration, by poll: Poll
    ) async throws(NoRelease) -> NamedTable {
        let work = poll.fetcher.reading(of: feed, from: wanted.readableAddress)
        let read: Result<NamedTable, NoRelease>
        do throws(SuspectedWork) {
            read = try await poll.fetcher.perform(work, of: answer.body) {
                Result { () throws(NoRelease) in try newest(in: answer, to: wanted) }
            }
        } catch {
            throw NoRelease(outcome: Fetched(error, in: wanted, asked: answer.asked))
        }
        return try read.get()
    }

    private func newest(in answer: Fetcher.Answer, to wanted: SourceRequest) throws(NoRelease) -> NamedTable {
        let body: [UInt8]
        do throws(Fetcher.Refusal) {
            body = try answer.body.load()
        } catch {
            throw NoRelease(outcome: Fetched(error, of: wanted))
        }
        do throws(FeedError) {
            return try table.newest(body, base: AddressText.base(answer.response.finalURL))
        } catch {
            throw NoRelease(outcome: .failed(reason: error.description, asked: answer.asked))
        }
    }

    private func ask(
        _ wanted: SourceRequest, of feed: FeedConfiguration, into body: SpooledBody? = nil, by poll: Poll, now: Date
    ) async throws(NoRelease) -> Fetcher.Answer {
        do throws(Fetcher.Refusal) {
            return try await poll.fetcher.ask(wanted, as: feed.credential, into: body, now: now)
        } catch {
            throw NoRelease(outcome: Fetched(error, of: wanted))
        }
    }

    private func source(_ url: String, title: String?, sha256: String) -> StatingSource {
        StatingSource(url: url, title: title, sha256: sha256, media: "text/csv")
    }

    private func spool(in folder: String) throws(NoRelease) -> SpooledBody {
        do throws(OperationError) {
            return try SpooledBody(in: folder)
        } catch {
            throw NoRelease(outcome: .failed(reason: error.description))
        }
    }

    private func digest(of body: SpooledBody) throws(NoRelease) -> String {
        guard let digest = body.sha256() else {
            throw NoRelease(
                outcome: .failed(reason: "the digest of the table could not be computed; it is tried again"))
        }
        return digest
    }
}
