import Fuzzing
import Markup

/// HTML documents: their character sets, their markup, and the reports, articles and error pages in them.
@main
enum HTMLFuzz {
    static func main() {
        FuzzDriver.run { input in
            // What does not look like HTML would be read as text, which has a target of its own.
            // Each element's text for itself too: a grade's own element parts it from what stands beside it.
            ReportCheck.read(Array("<html>".utf8) + input) {
                try? HTMLDocument(parsing: $0).root.all { _ in true }.map(\.text).joined(separator: " ")
            }
        }
    }
}
