import Receivers
import YAML

extension LogRotation {
    /// Bytes: less would make more files than anybody can keep track of.
    private static let leastSize = 10_000

    /// Reads `{size: 20MB, every: month, keep: 12}`.
    init?(_ node: YAMLNode) {
        guard let mapping = node.mapping(keys: ["size", "every", "keep"]) else { return nil }
        if mapping["size"] == nil, mapping["every"] == nil {
            node.problem("says not when: give \"size\", \"every\" or both, as in {size: 20MB, every: month}")
        }
        let size = mapping["size"]?.size()
        if let size, size < LogRotation.leastSize { mapping["size"]?.problem("must be at least 10KB") }
        self.init(
            size: size, every: mapping["every"]?.choice(LogPeriod.self), keep: mapping["keep"]?.integer(in: 1...100_000)
        )
    }
}
