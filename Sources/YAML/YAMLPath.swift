/// Where a value stands in its file: `feeds[0].every`. Put into words when somebody asks: most values have no problem.
indirect enum YAMLPath {
    /// What stands before the keys at the top of a file; empty for nothing.
    case top(String)
    case key(String, of: YAMLPath)
    case member(Int, of: YAMLPath)

    var text: String {
        switch self {
        case .top(let text): text
        case .key(let key, .top("")): key
        case .key(let key, let path): "\(path.text).\(key)"
        case .member(let index, let path): "\(path.text)[\(index)]"
        }
    }
}
