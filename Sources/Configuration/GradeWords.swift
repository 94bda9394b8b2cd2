import Inspections
import YAML

/// What a table prints for each grade, and where there is none: of a whole table, and of one of its inspections beside it.
struct GradeWords {
    /// Printed grade, in lower case -> grade id.
    private(set) var codes: [String: String]
    /// In lower case.
    private(set) var missing: Set<String>

    private static let usual = [
        "outstanding": "outstanding", "good": "good", "requires improvement": "requires-improvement",
        "requires improvement to be good": "requires-improvement", "adequate": "adequate",
        "satisfactory": "satisfactory", "inadequate": "inadequate",
    ]

    /// `codes` and `missing` of a table: without codes of its own it prints the usual words.
    init(_ mapping: YAMLMapping, vocabulary: RouteVocabulary?) {
        codes = GradeWords.usual
        missing = ["not judged", "not applicable"]
        self = read(mapping, vocabulary: vocabulary)
    }

    /// With the forms in which a framework's grades are printed, where the table says nothing else of them.
    func with(printed: [String: String]) -> GradeWords {
        var words = self
        words.codes.merge(printed.filter { !missing.contains($0.key) }) { own, _ in own }
        return words
    }

    /// With the `codes` and `missing` of a part of the table: they win where they name the same word.
    func read(_ mapping: YAMLMapping, vocabulary: RouteVocabulary?) -> GradeWords {
        var words = self
        for (printed, grade) in mapping["codes"]?.pairs() ?? [] {
            guard let id = grade.names(of: "grade", known: vocabulary?.grades).first else { continue }
            words.codes[printed.lowercased()] = id
            words.missing.remove(printed.lowercased())
        }
        for text in mapping["missing"]?.texts() ?? [] {
            words.codes[text.lowercased()] = nil
            words.missing.insert(text.lowercased())
        }
        return words
    }
}
