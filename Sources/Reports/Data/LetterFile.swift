import Yams

/// Reads the file of the titles by which letters without grades are known.
struct LetterFile {
    let titles: [Pattern]

    init(_ yaml: String, file: String) throws(ReportsError) {
        var problems = FrameworkProblems(file: file)
        let root: YAMLSection
        do {
            guard let node = try Yams.compose(yaml: yaml) else { throw problems.error("the file is empty") }
            root = YAMLSection(node, path: "")
        } catch let error as ReportsError {
            throw error
        } catch {
            throw problems.error("\(error)")
        }
        root.allow(["titles"], &problems)
        titles = root.patterns("titles", withGrade: false, &problems)
        guard problems.found.isEmpty else { throw problems.error }
    }
}
