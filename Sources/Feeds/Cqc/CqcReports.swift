import Inspections
import Markup

/// The ratings that reports gave, of before the single assessment framework and beside it: `currentRatings` and
/// `historicRatings`.
///
/// One for each day on which a report gave some; a rating that an earlier report gave stays in force beside newer ones.
/// The days are those of publication: the API's days of visits contradict them now and then.
struct CqcReports {
    /// Oldest first.
    private(set) var ratings: [CqcRatings] = []
    private(set) var faults: [String] = []
    /// What is said to be historic, and is newer than what is in force.
    private(set) var contradictions: [String] = []

    init(_ location: JSONNode) {
        for historic in location["historicRatings"]?.elements ?? [] { add(historic, isCurrent: false) }
        if let current = location["currentRatings"] { add(current, isCurrent: true) }
        ratings.sort { $0.published < $1.published }
        guard let current = ratings.last(where: \.isCurrent) else { return }
        for earlier in ratings where earlier.published > current.published {
            contradictions.append(earlier.isPassed(by: current))
        }
        ratings.removeAll { $0.published > current.published }
    }

    private mutating func add(_ stated: JSONNode, isCurrent: Bool) {
        guard let overall = stated["overall"] else { return }
        let common = overall["reportDate"] ?? stated["reportDate"]
        var found: [(rating: CqcRating, day: CalendarDate)] = []
        var isRead = true
        func take(_ question: String, _ rating: JSONNode?, _ date: JSONNode?) {
            do throws(ItemFault) {
                guard let rating = try CqcRating.read(question, rating) else { return }
                guard let day = CqcReports.day(date) else {
                    throw ItemFault(words: "\(question): \"\(rating.printed)\" without a date")
                }
                found.append((rating, day))
            } catch {
                isRead = false
                faults.append(error.words)
            }
        }
        take("Overall", overall["rating"], common)
        for question in overall["keyQuestionRatings"]?.elements ?? [] {
            take(question["name"]?.scalar ?? "", question["rating"], question["reportDate"] ?? common)
        }
        let days = Set(found.map(\.day)).sorted()
        for day in days {
            let stated = found.filter { $0.day == day }.map(\.rating)
            if let known = ratings.firstIndex(where: { $0.published == day }) {
                ratings[known].isCurrent = ratings[known].isCurrent || isCurrent
                for rating in stated { join(rating, to: known, isCurrent: isCurrent) }
                continue
            }
            ratings.append(
                CqcRatings(
                    group: nil, start: nil, published: day, ratings: stated, isWhole: days.count == 1 && isRead,
                    isAssessment: false, isCurrent: isCurrent))
        }
    }

    /// What the history of ratings says of a day is whole, and the current ones repeat a part of it; where they differ,
    /// the current one has taken the other's place. Of two of the history nobody can tell which is right.
    private mutating func join(_ rating: CqcRating, to known: Int, isCurrent: Bool) {
        guard let place = ratings[known].ratings.firstIndex(where: { $0.area == rating.area }) else {
            ratings[known].ratings.append(rating)
            return
        }
        let other = ratings[known].ratings[place]
        if other.grade == rating.grade { return }
        if isCurrent {
            ratings[known].ratings[place] = rating
            return
        }
        faults.append(CqcRating.contradiction(other, rating, on: ratings[known].published))
        ratings[known].ratings.remove(at: place)
        ratings[known].isWhole = false
    }

    static func day(_ node: JSONNode?) -> CalendarDate? {
        node?.string.flatMap { CalendarDate(iso: String($0.prefix(10))) }
    }
}
