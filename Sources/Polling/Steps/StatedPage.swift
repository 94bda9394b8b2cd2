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

    init(page: ProviderPage, document: FeedDocument, bodyHash: String, ids: StatedIDs) {
        self.page = page
        self.document = document
        self.bodyHash = bodyHash
        self.ids = ids
    }

    /// A page of which nothing is known any more; `reason`: what is wrong with it.
    init(nothingLeftOf page: ProviderPage, reason: String, ids: StatedIDs) {
        var document = FeedDocument(format: "", title: page.name)
        let id = page.path.split(separator: "/").last.map(String.init) ?? page.path
        document.graded = [GradedProvider(id: id, name: page.name, areas: [])]
        document.complaints = [reason]
        self.init(page: page, document: document, bodyHash: page.bodyHash ?? "", ids: ids)
    }

    private var source: StatingSource {
        StatingSource(url: page.address, title: nil, sha256: bodyHash, media: "application/json")
    }

    /// Ratings of before the current ones only complete a provider's history; and where the page is read for the first
    /// time, what was published by the day of the baseline is no news.
    func record(in poll: PollTransaction) throws -> TableTally {
        let (feed, history) = (poll.feed, poll.history)
        let baselineDay =
            (poll.before.silentBefore ?? poll.before.baselineAt).flatMap { CalendarDate(london: $0) } ?? .distantFuture
        let placement = try placement(in: poll)
        let inspections = placement.inspections
        let today = CalendarDate(london: poll.now) ?? .distantFuture
        // What is yet to come is in doubt until its day: the one before it is in force, and it is news then.
        let ahead = Set(inspections.indices.filter { (inspections[$0].published ?? .distantPast).firstDay > today })
        let last = Dictionary(
            inspections.indices.filter { !ahead.contains($0) }.map { (inspections[$0].providerID, $0) },
            uniquingKeysWith: max)
        var tally = TableTally()
        for (number, inspection) in inspections.enumerated() {
            // Nobody can tell whether what is in force by such an answer is: an older one is not.
            let isCurrent =
                (last[inspection.providerID] == number || ahead.contains(number))
                && (document.contradictions.isEmpty || !placement.isPassed(inspection))
            let isOld = !page.isRead && (inspection.published ?? .distantPast) <= baselineDay
            let isRenamed = try page.isRead && isKnownUnderAnotherName(inspection, among: inspections, in: poll)
            let table = TableRecorder(
                recorder: poll.recorder, feed: feed.name, ids: ids, source: source,
                isBaseline: !isCurrent || isRenamed || (isOld && feed.firstPoll == .baseline), reader: "",
                isFirst: !page.isRead, isKnownByPublication: true)
            try table.record(inspection, at: poll.now, into: &tally, in: history)
            if number == inspections.count - 1 { try table.finish(at: poll.now, into: &tally, in: history) }
        }
        if !tally.doubts.isEmpty {
            let doubts = tally.doubts.joined(separator: "; ")
            tally.alerts += try poll.raise([
                poll.recorder.alerts.operatorAlert(
                    .operatorExtractionDoubtful, feed: feed.name, key: doubts,
                    summary: "ratings are in doubt, what was known of them stays: \(doubts)",
                    time: poll.now)
            ])
        }
        tally.alerts += try noteLost(placement, in: poll)
        return tally
    }

    private func provider(_ id: String) -> ProviderID { ProviderID("\(ids.scheme):\(id)") }

    /// Which of its parts the page states what of; of a page without parts nothing needs to be looked up.
    private func placement(in poll: PollTransaction) throws -> PartPlacement {
        let whole = document.graded.compactMap(\.id).first { !$0.contains("/") }
        guard page.isRead, let whole else { return PartPlacement(document, before: [], parts: []) }
        let (history, feed, id) = (poll.history, poll.feed.name, provider(whole))
        let parts = try history.providersStated(idPrefix: id.text + "/", feed: feed)
        let before = try history.statements(of: [id], sources: poll.recorder.sources).filter {
            $0.source.feed == feed && $0.trust == .trusted && $0.provider == id
        }
        return PartPlacement(
            document, before: before, parts: Set(parts.map { String($0.text.dropFirst(ids.scheme.count + 1)) }))
    }

    /// True for what a part states for the first time, where another one of the provider, or the provider itself,
    /// stated the same of that day and does so no longer: the part has another name now, which is no news for readers.
    private func isKnownUnderAnotherName(
        _ inspection: TableInspection, among inspections: [TableInspection], in poll: PollTransaction
    ) throws -> Bool {
        guard let id = inspection.providerID, let end = id.firstIndex(of: "/") else { return false }
        let (history, feed) = (poll.history, poll.feed.name)
        let whole = provider(String(id[..<end]))
        if try !history.areasGraded(of: provider(id), feed: feed).isEmpty { return false }
        let others = try [whole] + history.providersStated(idPrefix: whole.text + "/", feed: feed)
        return try history.statements(of: Set(others), sources: poll.recorder.sources).contains { known in
            known.published == inspection.published && known.judgements.count == inspection.judgements.count
                && inspection.judgements.allSatisfy { known.grade(of: $0.area) == $0.grade }
                && !inspections.contains {
                    provider($0.providerID ?? "") == known.provider && $0.published == known.published
                }
        }
    }

    /// What operators should hear of ratings that the page stated, and states no longer.
    private func noteLost(_ placement: PartPlacement, in poll: PollTransaction) throws -> [StoredAlert] {
        let (history, feed) = (poll.history, poll.feed.name)
        let lost = LostRatings(
            recorder: poll.recorder, feed: feed, source: source, isByArea: true, complaints: document.complaints)
        var looks = document.graded.map { look($0.id ?? "", $0.name ?? page.name, areas: $0.areas) }
        // A page on which nothing is left at all says so by itself.
        if let gone = placement.lost, document.graded.contains(where: { !$0.areas.isEmpty }) {
            looks.removeAll { $0.provider.id == provider(gone.id) }
            looks.append(look(gone.id, gone.name, areas: [], known: gone.areas))
        }
        for inspection in placement.inspections {
            guard let id = inspection.providerID, !looks.contains(where: { $0.provider.id == provider(id) }) else {
                continue
            }
            let areas = placement.inspections.filter { $0.providerID == id }.flatMap(\.judgements).map(\.area)
            looks.append(look(id, inspection.providerName ?? page.name, areas: Set(areas)))
        }
        // Parts that are not there at all, and what stood for the whole and is there again.
        let told = try history.lostRatings(feed: feed).keys
        for whole in looks.map(\.provider.id.text) {
            let parts = try history.providersStated(idPrefix: whole + "/", feed: feed)
            for id in parts + told.filter({ $0.text.hasPrefix(whole + "/") })
            where !looks.contains(where: { $0.provider.id == id }) {
                looks.append(
                    LostRatings.Look(provider: Provider(id: id, name: id.text, kind: ids.providerKind), areas: []))
            }
        }
        var alerts = try lost.note(looks, isFirst: !page.isRead, at: poll.now, in: history)
        alerts += try lost.note(unknown: document.unknownRatings, named: document.title, at: poll.now, in: history)
        guard page.isRead, !document.contradictions.isEmpty else { return alerts }
        // What is lost with it names it already.
        let standing = try history.lostRatings(feed: feed)
        if looks.contains(where: { standing[$0.provider.id]?.isEmpty == false }) { return alerts }
        return try alerts + lost.note(contradictions: document.contradictions, at: poll.now, in: history)
    }

    private func look(
        _ id: String, _ name: String, areas: Set<String>, known: Set<String>? = nil
    ) -> LostRatings.Look {
        LostRatings.Look(
            provider: Provider(id: provider(id), name: name, kind: ids.providerKind), areas: areas, known: known)
    }
}
