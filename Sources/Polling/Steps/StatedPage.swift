import Configuration
import Feeds
import Foundation
import History
import Inspections

/// The page of a provider that states its ratings itself, all of them ever: parts of the provider, such as service
/// groups, are providers of their own, below its id.
struct StatedPage {
    let page: ProviderPage
    let document: FeedDocument
    let bodyHash: String
    let ids: StatedIDs

    private var source: StatingSource {
        StatingSource(url: page.address, title: nil, sha256: bodyHash, media: "application/json")
    }

    /// Ratings of before the current ones only complete a provider's history; and where the page is read for the first
    /// time, what was published by the day of the baseline is no news.
    func record(in poll: PollTransaction) throws -> TableTally {
        let (feed, history) = (poll.feed, poll.history)
        let baselineDay =
            (poll.before.silentBefore ?? poll.before.baselineAt).flatMap { CalendarDate(london: $0) } ?? .distantFuture
        let last = Dictionary(
            document.inspections.indices.map { (document.inspections[$0].providerID, $0) }, uniquingKeysWith: max)
        var tally = TableTally()
        for (number, inspection) in document.inspections.enumerated() {
            let isCurrent = last[inspection.providerID] == number
            let isOld = !page.isRead && (inspection.published ?? .distantPast) <= baselineDay
            let isRenamed = try page.isRead && isKnownUnderAnotherName(inspection, in: poll)
            let table = TableRecorder(
                recorder: poll.recorder, feed: feed.name, ids: ids, source: source,
                isBaseline: !isCurrent || isRenamed || (isOld && feed.firstPoll == .baseline), reader: "",
                isFirst: !page.isRead)
            try table.record(inspection, at: poll.now, into: &tally, in: history)
            if number == document.inspections.count - 1 { try table.finish(at: poll.now, into: &tally, in: history) }
        }
        tally.alerts += try noteLost(in: poll)
        return tally
    }

    private func provider(_ id: String) -> ProviderID { ProviderID("\(ids.scheme):\(id)") }

    /// True for what a part states for the first time, where another one of the provider, or the provider itself,
    /// stated the same of that day and does so no longer: the part has another name now, which is no news for readers.
    private func isKnownUnderAnotherName(_ inspection: TableInspection, in poll: PollTransaction) throws -> Bool {
        guard let id = inspection.providerID, let end = id.firstIndex(of: "/") else { return false }
        let (history, feed) = (poll.history, poll.feed.name)
        let whole = provider(String(id[..<end]))
        if try !history.areasGraded(of: provider(id), feed: feed).isEmpty { return false }
        let others = try [whole] + history.providersStated(idPrefix: whole.text + "/", feed: feed)
        return try history.statements(of: Set(others), sources: poll.recorder.sources).contains { known in
            known.published == inspection.published && known.judgements.count == inspection.judgements.count
                && inspection.judgements.allSatisfy { known.grade(of: $0.area) == $0.grade }
                && !document.inspections.contains {
                    provider($0.providerID ?? "") == known.provider && $0.published == known.published
                }
        }
    }

    /// What operators should hear of ratings that the page stated, and states no longer.
    private func noteLost(in poll: PollTransaction) throws -> [StoredAlert] {
        let (history, feed) = (poll.history, poll.feed.name)
        let lost = LostRatings(
            recorder: poll.recorder, feed: feed, source: source, isByArea: true, complaints: document.complaints)
        var looks = document.graded.map { graded in
            LostRatings.Look(
                provider: Provider(
                    id: provider(graded.id ?? ""), name: graded.name ?? page.name, kind: ids.providerKind),
                areas: graded.areas)
        }
        // Parts that are not there at all.
        for whole in looks.map(\.provider) {
            for id in try history.providersStated(idPrefix: whole.id.text + "/", feed: feed)
            where !looks.contains(where: { $0.provider.id == id }) {
                looks.append(
                    LostRatings.Look(provider: Provider(id: id, name: id.text, kind: ids.providerKind), areas: []))
            }
        }
        return try lost.note(looks, isFirst: !page.isRead, at: poll.now, in: history)
            + lost.note(unknown: document.unknownRatings, named: document.title, at: poll.now, in: history)
    }
}
