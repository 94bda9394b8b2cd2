import YAML

/// Reads the file of the titles by which letters without grades are known.
struct LetterFile {
    let titles: [Pattern]

    init(_ yaml: String, file: String) throws(ReportsError) {
        let document = try DataFile(yaml, file: file)
        titles = document.root.mapping(keys: ["titles"])?["titles"]?.patterns(withGrade: false) ?? []
        try document.check()
    }
}
