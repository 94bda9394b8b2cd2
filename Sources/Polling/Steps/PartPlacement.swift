import Feeds
import Inspections

/// Which of a provider's parts its page states what of, in the light of what it stated before. Pure.
///
/// A page by itself cannot tell: where one of two service groups is left, it may be the provider as a whole, and where
/// the group that stood for the provider is gone, another would take its place and seem to have changed its ratings.
struct PartPlacement {
    /// The document's inspections, each at the line that it belongs to.
    private(set) var inspections: [TableInspection]
    /// Whose ratings stood for the provider as a whole and have left no trace, by id and name: with their areas.
    private(set) var lost: (id: String, name: String, areas: Set<String>)?
    /// The last day on which something was published of the provider as a whole, as far as is known.
    private let latest: CalendarDate

    /// `before`: the trusted statements of the page on its provider as a whole; `parts`: ids, without scheme, of the
    /// parts of which it has stated something.
    init(_ document: FeedDocument, before: [Statement], parts: Set<String>) {
        inspections = document.inspections
        latest = before.compactMap(\.published).max() ?? .distantPast
        guard let whole = document.graded.compactMap(\.id).first(where: { !$0.contains("/") }) else { return }
        let name = document.title ?? whole
        let latest = before.max { ($0.published ?? .distantPast, $0.id) < ($1.published ?? .distantPast, $1.id) }
        let group = latest?.facts?[StatedPart.fact]
        let isThere = inspections.contains { $0.part?.name == group && (group != nil || $0.providerID == whole) }
        for index in inspections.indices where inspections[index].providerID == whole {
            guard let part = inspections[index].part, part.name != group else { continue }
            let isRenamed = before.contains { inspections[index].repeats($0) }
            if parts.contains(part.id) || (group != nil && !isThere && !isRenamed) {
                inspections[index] = inspections[index].moved(to: part, of: name)
            }
        }
        guard let latest, let published = latest.published else { return }
        let own = inspections.filter { $0.providerID == whole }
        let isStated = inspections.contains {
            $0.repeats(latest) || ($0.part?.name == group && $0.published == published)
        }
        let isFollowed = own.contains { ($0.published ?? .distantPast) > published }
        let isDivided = inspections.contains { inspection in
            inspection.part.map { group == nil && !parts.contains($0.id) } ?? false
        }
        if isStated || isFollowed || isDivided { return }
        let areas = Set(latest.judgements.map(\.area))
        lost =
            group.map { (StatedPart($0, of: whole).id, StatedPart($0, of: whole).fullName(of: name), areas) }
            ?? (whole, name, areas)
    }

    /// True for what is older than what is known.
    func isPassed(_ inspection: TableInspection) -> Bool { (inspection.published ?? .distantFuture) < latest }
}

extension TableInspection {
    /// True where it says what a statement said of the same day.
    fileprivate func repeats(_ known: Statement) -> Bool {
        published == known.published && judgements.count == known.judgements.count
            && judgements.allSatisfy { known.grade(of: $0.area) == $0.grade }
    }
}
