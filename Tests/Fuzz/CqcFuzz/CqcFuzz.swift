import Feeds
import Fuzzing
import Inspections

/// Answers of the Care Quality Commission's API, whole and broken.
@main
enum CqcFuzz {
    private static let grades: Set<String> = ["outstanding", "good", "requires-improvement", "inadequate"]

    static func main() {
        FuzzDriver.run { answer in
            let address = "https://api.example.org/public/v1/locations/1-7"
            guard let document = try? FeedKind.cqc.read(answer, base: address) else { return true }
            let text = String(decoding: answer, as: UTF8.self).lowercased()
            for inspection in document.inspections {
                Property.holds(!inspection.judgements.isEmpty, "an inspection states something")
                let areas = inspection.judgements.map(\.area)
                Property.holds(Set(areas).count == areas.count, "an area is judged once: \(areas)")
                for judgement in inspection.judgements {
                    Property.holds(grades.contains(judgement.grade), "\(judgement.grade) is a grade")
                    let words = judgement.grade.split(separator: "-")
                    Property.holds(
                        words.allSatisfy(text.contains) || text.contains("\\u"),
                        "\(judgement.grade) stands in the answer")
                }
            }
            let numbers = document.inspections.map { "\($0.providerID ?? "") \($0.number ?? "")" }
            Property.holds(Set(numbers).count == numbers.count, "a day is stated once of each: \(numbers)")
            for graded in document.graded where !graded.areas.isEmpty {
                Property.holds(
                    document.inspections.contains { $0.providerID?.hasPrefix(graded.id ?? "?") == true },
                    "whoever is rated has an inspection")
            }
            return true
        }
    }
}
