cat > caxton.yaml << 'EOF'
server:
  port: 8080
  host: "0.0.0.0"
  data_dir: "/var/lib/caxton/data"
  agents_dir: "/var/lib/caxton/agents"

memory:
  backend: "embedded"  # SQLite + Candle
  sqlite_path: "memory.db"
  embedding_model: "all-MiniLM-L6-v2"
  cleanup_interval: "1h"

logging:
  level: "info"
  file: "/var/log/caxton/caxton.log"

monitoring:
  metrics_port: 9090
  health_check_interval: "30s"
EOF
