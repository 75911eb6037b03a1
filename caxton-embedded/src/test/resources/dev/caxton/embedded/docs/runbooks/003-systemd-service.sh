# 2. Create systemd service
sudo tee /etc/systemd/system/caxton.service << 'EOF'
[Unit]
Description=Caxton Multi-Agent Server
After=network.target

[Service]
Type=simple
User=caxton
Group=caxton
ExecStart=/usr/local/bin/caxton start --config /etc/caxton/caxton.yaml
Restart=always
RestartSec=5

[Install]
WantedBy=multi-user.target
EOF
