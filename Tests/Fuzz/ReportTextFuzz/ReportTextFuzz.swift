import Fuzzing

/// The grammar of reports, letters and articles, on plain text; form feeds part pages.
@main
enum ReportTextFuzz {
    static func main() {
        FuzzDriver.run { input in ReportCheck.read(input) { String(decoding: $0, as: UTF8.self) } }
    }
}
