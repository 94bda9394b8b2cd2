import Inspections
import Markup
import Text

/// The ratings of the single assessment framework: `assessment[].ratings`, whose `overall` are of the location and
/// whose `asgRatings` are each of one of its service groups.
///
/// No whole answer of this kind was at hand: these are the members on which five public loaders agree. So what is
/// missing or not known is named and never guessed, and a name or a rating in another case or spelling of white space
/// is the same.
struct CqcAssessments {
    /// Oldest first.
    private(set) var ratings: [CqcRatings] = []
    private(set) var faults: [String] = []
    /// What is said to be historic, and is newer than what is in force.
    private(set) var contradictions: [String] = []
    /// What is stated as of before, with its line: no such one may be newer than the one in force.
    private var historic: [CqcRatings] = []
    /// By the key of a service group: its name as it was written first.
    private var names: [String: String] = [:]

    init(_ location: JSONNode) {
        for assessment in location["assessment"]?.elements ?? [] {
            let published = CqcReports.day(assessment["assessmentPlanPublishedDateTime"])
            for stated in assessment["ratings"]?["overall"]?.elements ?? [] {
                add(stated, group: nil, published: published)
            }
            for stated in assessment["ratings"]?["asgRatings"]?.elements ?? [] {
                let group = stated["name"]?.scalar?.collapsed.nonEmpty ?? stated["title"]?.scalar?.collapsed.nonEmpty
                add(stated, group: one(group ?? "a service group without a name"), published: published)
            }
        }
        for earlier in historic {
            let current = ratings.filter { $0.isCurrent && $0.group == earlier.group }
                .max { $0.published < $1.published }
            if let current, current.published < earlier.published {
                contradictions.append(earlier.isPassed(by: current))
            } else {
                ratings.append(earlier)
            }
        }
        ratings.sort { ($0.published, $0.group ?? "") < ($1.published, $1.group ?? "") }
    }

    private mutating func one(_ group: String) -> String {
        let key = StatedPart.key(group)
        if let name = names[key] { return name }
        names[key] = group
        return group
    }

    private mutating func add(_ stated: JSONNode, group: String?, published: CalendarDate?) {
        let prefix = group.map { "\($0): " } ?? ""
        let start = CqcReports.day(stated["assessmentDate"])
        let before = faults.count
        let found = self.ratings(in: stated, prefix)
        if found.isEmpty { return }
        guard let isCurrent = isCurrent(stated["status"], prefix) else { return }
        guard let day = published ?? start else {
            faults.append("\(prefix)an assessment without a date")
            return
        }
        if !found.contains(where: { $0.area != "overall" }), faults.count == before {
            faults.append("\(prefix)the assessment of \(day.iso) has no readable rating of any question")
        }
        let read = CqcRatings(
            group: group, start: start, published: day, ratings: found,
            isWhole: found.count == CqcRating.areas.count, isAssessment: true, isCurrent: isCurrent)
        if isCurrent { ratings.append(read) } else { historic.append(read) }
    }

    /// Each area's rating that is in force in what is stated; one that is there twice, and differs, is none.
    private mutating func ratings(in stated: JSONNode, _ prefix: String) -> [CqcRating] {
        var found: [CqcRating] = []
        var doubted: Set<String> = []
        func take(_ name: String, _ rating: JSONNode?) {
            do throws(ItemFault) {
                guard let rating = try CqcRating.read(name, rating) else { return }
                guard let known = found.first(where: { $0.area == rating.area }) else {
                    found.append(rating)
                    return
                }
                if known.grade == rating.grade { return }
                doubted.insert(rating.area)
                faults.append("\(prefix)\(name): \"\(known.printed)\" and \"\(rating.printed)\" at once")
            } catch {
                faults.append(prefix + error.words)
            }
        }
        take("Overall", stated["rating"])
        for question in stated["keyQuestionRatings"]?.elements ?? []
        where question["status"]?.scalar?.collapsed.lowercased() != "historic" {
            take(question["name"]?.scalar ?? "", question["rating"])
        }
        return found.filter { !doubted.contains($0.area) }
    }

    /// `nil` for a status that is not known; without one, a rating counts as one in force.
    private mutating func isCurrent(_ status: JSONNode?, _ prefix: String) -> Bool? {
        guard let status, !status.isNull else { return true }
        switch status.scalar?.collapsed.lowercased() {
        case "current", "": return true
        case "historic": return false
        default:
            faults.append("\(prefix)\"\(status.scalar ?? "")\" is not a known status")
            return nil
        }
    }
}
