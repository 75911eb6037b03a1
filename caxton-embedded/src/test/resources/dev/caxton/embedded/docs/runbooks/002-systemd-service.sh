# Production-ready systemd service
cat > /etc/systemd/system/caxton.service << 'EOF'
[Unit]
Description=Caxton Multi-Agent Orchestration Server
Documentation=https://docs.caxton.dev
After=network.target
Wants=network-online.target

[Service]
Type=simple
User=caxton
Group=caxton
Environment=RUST_LOG=info
Environment=CAXTON_CONFIG=/etc/caxton/caxton.yaml
Environment=CAXTON_DATA_DIR=/var/lib/caxton/data
Environment=CAXTON_AGENTS_DIR=/var/lib/caxton/agents

ExecStart=/usr/local/bin/caxton server start \
  --config ${CAXTON_CONFIG} \
  --data-dir ${CAXTON_DATA_DIR}

# Resource limits
MemoryMax=2G
CPUQuota=200%

# Security hardening
NoNewPrivileges=yes
PrivateTmp=yes
ProtectSystem=strict
ProtectHome=yes
ReadWritePaths=/var/lib/caxton /var/log/caxton

# Restart behavior
Restart=always
RestartSec=10
TimeoutStartSec=60
TimeoutStopSec=30

# Health monitoring
ExecReload=/bin/kill -HUP $MAINPID
ExecStop=/usr/local/bin/caxton shutdown --graceful --timeout 30s

[Install]
WantedBy=multi-user.target
EOF
