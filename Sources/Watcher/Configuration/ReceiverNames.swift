/// Checks that receivers that something names exist.
enum ReceiverNames {
    static func check(_ node: ConfigurationNode?, known: [String]) {
        guard let node else { return }
        for name in node.texts() where !known.contains(name) {
            let near = NearestName.of(name, among: known).map { "; did you mean \"\($0)\"?" } ?? ""
            node.problem("there is no receiver \"\(name)\"\(near)")
        }
    }
}
